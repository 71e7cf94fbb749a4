package org.ltet.portal.identity;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.CsvText;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many role changes from one CSV file (ADM-3). Trying it out does exactly what applying it would do, in a transaction
 * that is then undone: so lines that are in each other's way are found as well. A file is applied as a whole or not.
 */
@Component
public class ImportRoles {

    public static final List<String> COLUMNS =
            List.of("number", "role", "action", "ics", "regions", "schemes", "until", "reason", "exception");

    private static final Set<String> REQUIRED = Set.of("number", "role", "action", "reason");
    private static final int MOST_LINES = 2_000;
    private static final int LONGEST_CELL = 1_000;
    private static final int MOST_SHOWN = 20;
    private static final String GRANT = "GRANT";
    private static final String REVOKE = "REVOKE";

    private final JdbcClient jdbc;
    private final ChangeRoles roles;
    private final JsonMapper json;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    ImportRoles(
            JdbcClient jdbc,
            ChangeRoles roles,
            JsonMapper json,
            Clock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.roles = roles;
        this.json = json;
        this.clock = clock;
        this.events = events;
        this.transactions = transactions;
    }

    /** @throws Refused where it is no such file at all; what is wrong with its lines stands beside them */
    public UUID tryOut(String fileName, InputStream content, User by) {
        List<ImportLine> read = read(content);
        List<ImportLine> tried = Objects.requireNonNull(transactions.execute(undone -> {
            undone.setRollbackOnly();
            return run(read, by);
        }));
        UUID id = Ids.next();
        transactions.executeWithoutResult(status -> {
            jdbc.sql("""
                            insert into identity.role_import
                                (id, file_name, lines, line_count, problems, prepared_at, prepared_by)
                            values (?, ?, ?::jsonb, ?, ?, ?, ?)
                            """)
                    .param(id)
                    .param(fileName.substring(0, Math.min(fileName.length(), 200)))
                    .param(json.writeValueAsString(tried))
                    .param(tried.size())
                    .param(problems(tried))
                    .param(clock.instant().atOffset(ZoneOffset.UTC))
                    .param(by.accountId())
                    .update();
            events.publishEvent(Audited.of("roleImport.triedOut", "roleImport", id)
                    .changed("lines", null, tried.size())
                    .changed("problems", null, problems(tried)));
        });
        return id;
    }

    /** @throws Refused when it was applied before, or something changed since so that a line does not hold any more */
    @Transactional
    public void apply(UUID id, User by) {
        RoleImport wanted = jdbc.sql(SELECT + " where i.id = ? for no key update of i")
                .param(id)
                .query(mapper())
                .optional()
                .orElseThrow(() -> Refused.notFound("roleImport"));
        if (wanted.appliedAt() != null) {
            throw Refused.conflict("accounts.importApplied");
        }
        List<ImportLine> done = run(wanted.lines(), by);
        if (problems(done) > 0) {
            throw Refused.conflict("accounts.importProblems", problems(done));
        }
        jdbc.sql("update identity.role_import set applied_at = ?, applied_by = ? where id = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), by.accountId(), id)
                .update();
        events.publishEvent(Audited.of("roleImport.applied", "roleImport", id).changed("lines", null, done.size()));
    }

    @Transactional(readOnly = true)
    public RoleImport get(UUID id) {
        return jdbc.sql(SELECT + " where i.id = ?")
                .param(id)
                .query(mapper())
                .optional()
                .orElseThrow(() -> Refused.notFound("roleImport"));
    }

    /** A file with all its lines, for somebody who takes them out; that they were taken out is on record. */
    @Transactional
    public RoleImport exported(UUID id) {
        RoleImport file = get(id);
        events.publishEvent(Audited.of("roleImport.exported", "roleImport", id)
                .changed("rows", null, file.lines().size()));
        return file;
    }

    /** The latest, without their lines. */
    @Transactional(readOnly = true)
    public List<RoleImport> latest() {
        return jdbc.sql(SELECT.replace("i.lines", "'[]'::jsonb as lines") + " order by i.prepared_at desc limit ?")
                .param(MOST_SHOWN)
                .query(mapper())
                .list();
    }

    private static final String SELECT = """
            select i.id, i.file_name, i.lines, i.line_count, i.problems, i.prepared_at, i.applied_at,
                a.display_name as prepared_by
            from identity.role_import i join identity.account a on a.id = i.prepared_by
            """;

    private RowMapper<RoleImport> mapper() {
        return (row, index) -> new RoleImport(
                row.getObject("id", UUID.class),
                row.getString("file_name"),
                row.getInt("line_count"),
                row.getInt("problems"),
                row.getTimestamp("prepared_at").toInstant(),
                row.getString("prepared_by"),
                row.getTimestamp("applied_at") == null
                        ? null
                        : row.getTimestamp("applied_at").toInstant(),
                json.readValue(row.getString("lines"), new TypeReference<List<ImportLine>>() {}));
    }

    private static int problems(List<ImportLine> lines) {
        return (int) lines.stream().filter(line -> line.problem() != null).count();
    }

    /** In the order of numbers, so that two imports never wait for each other in a circle. */
    private List<ImportLine> run(List<ImportLine> lines, User by) {
        RoleRules.require(List.of(() -> RoleRules.onlyASystemAdminChangesRoles(by)));
        return lines.stream()
                .sorted(Comparator.comparing((ImportLine line) -> line.cell("number"))
                        .thenComparing(ImportLine::line))
                .map(line -> new ImportLine(line.line(), line.cells(), problem(line, by)))
                .sorted(Comparator.comparing(ImportLine::line))
                .toList();
    }

    private ImportLine.@Nullable Problem problem(ImportLine line, User by) {
        try {
            change(line, by);
            return null;
        } catch (Refused refused) {
            return new ImportLine.Problem(
                    refused.kind() == Refused.Kind.NOT_FOUND
                            ? refused.arguments().contains("role") ? "accounts.notHeld" : "accounts.noAccount"
                            : refused.code(),
                    refused.field() == null ? "" : refused.field(),
                    refused.arguments().stream().map(Object::toString).toList());
        }
    }

    private void change(ImportLine line, User by) {
        for (String column : COLUMNS) {
            String cell = line.cell(column);
            if (CsvText.isFormula(cell)) {
                throw Refused.invalidField(column, "accounts.importFormula");
            }
            if (cell.length() > LONGEST_CELL || cell.chars().anyMatch(Character::isISOControl)) {
                throw Refused.invalidField(column, "accounts.importCell");
            }
        }
        Role role = Arrays.stream(Role.values())
                .filter(known -> known.name().equals(line.cell("role")))
                .findFirst()
                .orElseThrow(() -> Refused.invalidField("role", "accounts.importRole"));
        ChangeRoles.Held held = roles.hold(line.cell("number"));
        switch (line.cell("action")) {
            case GRANT -> roles.give(held, grant(role, line), by);
            case REVOKE -> roles.takeAway(held, role, line.cell("reason"), by);
            default -> throw Refused.invalidField("action", "accounts.importAction");
        }
    }

    private static RoleGrant grant(Role role, ImportLine line) {
        String exception = line.cell("exception");
        return new RoleGrant(
                role,
                new Scope(codes(line.cell("ics")), codes(line.cell("regions")), codes(line.cell("schemes"))),
                until(line.cell("until")),
                line.cell("reason"),
                exception.isEmpty() ? null : exception);
    }

    private static Set<String> codes(String cell) {
        return Arrays.stream(cell.toUpperCase(Locale.ROOT).split("[\\s,;]+"))
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toSet());
    }

    private static @Nullable LocalDate until(String cell) {
        try {
            return cell.isEmpty() ? null : LocalDate.parse(cell);
        } catch (DateTimeParseException e) {
            throw Refused.invalidField("until", "accounts.importDate");
        }
    }

    /** @throws Refused where it is no such file */
    static List<ImportLine> read(InputStream content) {
        List<ImportLine> lines = new ArrayList<>();
        try (Reader text = withoutMark(new InputStreamReader(
                        content, StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)));
                CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                        .commentStrategy(CommentStrategy.NONE)
                        .ofNamedCsvRecord(text)) {
            for (NamedCsvRecord record : csv) {
                if (lines.isEmpty()) {
                    requireColumns(record.getHeader());
                }
                if (lines.size() == MOST_LINES) {
                    throw Refused.invalidField("file", "accounts.importLong", MOST_LINES);
                }
                Map<String, String> cells = new LinkedHashMap<>();
                COLUMNS.forEach(column ->
                        cells.put(column, record.findField(column).orElse("").strip()));
                lines.add(new ImportLine(Math.toIntExact(record.getStartingLineNumber()), cells, null));
            }
        } catch (CsvParseException e) {
            throw Refused.invalidField("file", "accounts.importUnreadable");
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw Refused.invalidField("file", "accounts.importUnreadable");
            }
            throw e;
        } catch (CharacterCodingException noText) {
            // already its first character
            throw Refused.invalidField("file", "accounts.importUnreadable");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (lines.isEmpty()) {
            throw Refused.invalidField("file", "accounts.importEmpty");
        }
        return lines;
    }

    /** Spreadsheets put a mark of the byte order before the text. */
    private static Reader withoutMark(Reader text) throws IOException {
        PushbackReader reader = new PushbackReader(text);
        int first = reader.read();
        if (first >= 0 && first != '\uFEFF') {
            reader.unread(first);
        }
        return reader;
    }

    private static void requireColumns(List<String> header) {
        if (!header.containsAll(REQUIRED) || !COLUMNS.containsAll(header)) {
            throw Refused.invalidField("file", "accounts.importColumns", String.join(", ", COLUMNS));
        }
    }
}
