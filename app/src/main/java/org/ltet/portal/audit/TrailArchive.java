package org.ltet.portal.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * A closed month of the trail as a file that speaks for itself: every entry with its link of the chain, confidential
 * values sealed as they lie, and at the end the hash of all before under the portal's mark. That it was taken out is an
 * entry, which keeps the hash of the file's content as well.
 */
@Component
public class TrailArchive {

    static final String KIND = "ltet-audit-archive-1";

    private static final int FETCHED_AT_ONCE = 500;
    private static final int MOST_MONTHS = 120;

    private final JdbcClient jdbc;
    private final Chain chain;
    private final Marks marks;
    private final JsonMapper json;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    TrailArchive(
            JdbcClient jdbc,
            Chain chain,
            Marks marks,
            JsonMapper json,
            Clock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.chain = chain;
        this.marks = marks;
        this.json = json;
        this.clock = clock;
        this.events = events;
        this.transactions = transactions;
    }

    /** The first line. */
    record Head(String archive, String month) {}

    /**
     * The last line.
     *
     * @param sha256 over all lines before, as they stand in the file
     * @param mark the portal's, over month, number of entries and hash
     */
    record End(long entries, String sha256, String mark) {}

    /** What was written. */
    public record Archived(long entries, String sha256) {}

    /** Months that have ended and of which there are entries, the newest first. */
    public List<YearMonth> closedMonths() {
        OffsetDateTime first = jdbc.sql("select min(at) from audit.entry")
                .query(OffsetDateTime.class)
                .optional()
                .orElse(null);
        List<YearMonth> months = new ArrayList<>();
        if (first != null) {
            YearMonth oldest = YearMonth.from(first.atZoneSameInstant(IndiaTime.ZONE));
            for (YearMonth month = current().minusMonths(1);
                    !month.isBefore(oldest) && months.size() < MOST_MONTHS;
                    month = month.minusMonths(1)) {
                months.add(month);
            }
        }
        return months;
    }

    /**
     * Writes the month, compressed, and puts on record that it was taken out.
     *
     * @throws Refused audit.monthOpen while entries may still come
     */
    public Archived write(YearMonth month, Path file) {
        if (!month.isBefore(current())) {
            throw Refused.invalidField("month", "audit.monthOpen");
        }
        chain.linkWaiting();
        MessageDigest digest = sha256();
        long[] entries = {0};
        try (OutputStream packed = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
                DigestOutputStream out = new DigestOutputStream(packed, digest)) {
            line(out, new Head(KIND, month.toString()));
            transactions.executeWithoutResult(status -> {
                try (var rows = jdbc
                        .sql("""
                                select l.place, l.previous_hash, l.hash, e.id, e.at, e.actor_account, e.actor_number,
                                    e.actor_name, e.actor_roles, e.from_address, e.action, e.object_type, e.object_id,
                                    e.application_id, e.scheme_code, e.changes::text as changes, e.reason, e.record,
                                    e.mark
                                from audit.entry e join audit.link l on l.entry_id = e.id
                                where e.at >= ? and e.at < ? order by l.place
                                """)
                        .withFetchSize(FETCHED_AT_ONCE)
                        .params(start(month), start(month.plusMonths(1)))
                        .query(ArchivedEntry::of)
                        .stream()) {
                    rows.forEach(entry -> {
                        line(out, entry);
                        entries[0]++;
                    });
                }
            });
            String hash = HexFormat.of().formatHex(digest.digest());
            out.on(false);
            line(out, new End(entries[0], hash, HexFormat.of().formatHex(mark(month.toString(), entries[0], hash))));
            record(month, entries[0], hash);
            return new Archived(entries[0], hash);
        } catch (IOException e) {
            throw new UncheckedIOException("The archive cannot be written to " + file, e);
        }
    }

    private void record(YearMonth month, long entries, String hash) {
        transactions.executeWithoutResult(
                status -> events.publishEvent(Audited.of("audit.archived", "auditTrail", month)
                        .changed("rows", null, entries)
                        .changed("sha256", null, hash)));
    }

    byte[] mark(String month, long entries, String hash) {
        return marks.ofArchive(month, entries, hash);
    }

    private void line(OutputStream out, Object value) {
        try {
            out.write((json.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private YearMonth current() {
        return YearMonth.from(clock.instant().atZone(IndiaTime.ZONE));
    }

    private static OffsetDateTime start(YearMonth month) {
        return month.atDay(1).atStartOfDay(IndiaTime.ZONE).toOffsetDateTime();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
