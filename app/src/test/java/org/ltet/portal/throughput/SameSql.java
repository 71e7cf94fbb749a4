package org.ltet.portal.throughput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ltet.portal.operations.database.EmbeddedPostgres;
import org.ltet.portal.throughput.RecordedSql.Ran;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Lets pgbench run what the portal ran: the same statements with the same values, prepared, in one transaction for each
 * errand. The values stand in a table, a row for each errand, as pgbench has nothing to make them with.
 */
final class SameSql {

    private static final Pattern PLACE = Pattern.compile("'(?:[^']|'')*'|\\?\\?|\\?");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final EmbeddedPostgres server;
    private final JdbcTemplate jdbc;
    private final Path folder;

    SameSql(EmbeddedPostgres server, JdbcTemplate jdbc, Path folder) {
        this.server = server;
        this.jdbc = jdbc;
        this.folder = folder;
    }

    /** What came out, in errands a second. */
    record Rate(double perSecond, int statements) {}

    Rate run(String name, List<List<Ran>> errands, int connections) {
        List<List<Ran>> alike = commonest(errands);
        List<Ran> pattern = alike.getFirst();
        int each = alike.size() / connections;
        fill(name, alike);
        try {
            Path script = Files.writeString(folder.resolve(name + ".sql"), script(name, pattern, alike));
            return new Rate(bench(script, connections, each), pattern.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first after a start, and one that finds a cache cold, run a statement more than the others. */
    private static List<List<Ran>> commonest(List<List<Ran>> errands) {
        Map<List<String>, List<List<Ran>>> byStatements = errands.stream()
                .collect(Collectors.groupingBy(ran -> ran.stream().map(Ran::sql).toList()));
        return Collections.max(byStatements.values(), (one, other) -> Integer.compare(one.size(), other.size()));
    }

    private void fill(String name, List<List<Ran>> errands) {
        int columns =
                errands.getFirst().stream().mapToInt(ran -> ran.values().size()).sum();
        String names = IntStream.rangeClosed(1, columns).mapToObj(i -> "p" + i).collect(Collectors.joining(", "));
        jdbc.execute("create schema if not exists bench");
        jdbc.execute("create sequence bench." + name + "_turn");
        jdbc.execute("create table bench." + name + " (n int primary key, " + names.replace(",", " text,") + " text)");
        List<Object[]> rows = new ArrayList<>();
        for (int n = 0; n < errands.size(); n++) {
            List<Object> row = new ArrayList<>(List.of(n + 1));
            errands.get(n).forEach(ran -> ran.values().forEach(value -> row.add(value.text())));
            rows.add(row.toArray());
        }
        String places = "?" + ", ?".repeat(columns);
        jdbc.batchUpdate("insert into bench." + name + " (n, " + names + ") values (" + places + ")", rows);
        jdbc.execute("analyze bench." + name);
    }

    private static String script(String name, List<Ran> pattern, List<List<Ran>> errands) {
        StringBuilder script = new StringBuilder();
        script.append("select nextval('bench.").append(name).append("_turn') as n \\gset\n");
        int columns = pattern.stream().mapToInt(ran -> ran.values().size()).sum();
        script.append("select ")
                .append(IntStream.rangeClosed(1, columns).mapToObj(i -> "p" + i).collect(Collectors.joining(", ")))
                .append(" from bench.")
                .append(name)
                .append(" where n = :n \\gset\nbegin;\n");
        int column = 0;
        for (int i = 0; i < pattern.size(); i++) {
            int statement = i;
            int first = column;
            Function<Integer, String> place = at -> place(statement, at, first, errands);
            script.append(withPlaces(pattern.get(i).sql(), place)).append(";\n");
            column += pattern.get(i).values().size();
        }
        return script.append("commit;\n").toString();
    }

    private static String place(int statement, int at, int first, List<List<Ran>> errands) {
        List<SqlValue> values = errands.stream()
                .map(errand -> errand.get(statement).values().get(at))
                .toList();
        String type = values.stream()
                .filter(value -> value.text() != null)
                .map(SqlValue::type)
                .findFirst()
                .orElse("");
        if (values.stream().allMatch(value -> value.text() == null)) {
            return "null";
        }
        boolean maybeNull = values.stream().anyMatch(value -> value.text() == null);
        String variable = ":p" + (first + at + 1);
        String text = maybeNull ? "nullif(" + variable + ", '')" : variable;
        return type.isEmpty() ? text : text + "::" + type;
    }

    private static String withPlaces(String sql, Function<Integer, String> place) {
        Matcher matcher = PLACE.matcher(sql.strip().replaceAll("\\s+", " "));
        StringBuilder text = new StringBuilder();
        int next = 0;
        while (matcher.find()) {
            String with = matcher.group().equals("?")
                    ? place.apply(next++)
                    : matcher.group().replace("??", "?");
            matcher.appendReplacement(text, Matcher.quoteReplacement(with));
        }
        return matcher.appendTail(text).toString();
    }

    private double bench(Path script, int connections, int each) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + connections,
                "--jobs=2",
                "--transactions=" + each,
                "--file=" + script,
                "--username=" + server.user(),
                server.jdbcUrl().replaceFirst("^jdbc:", "").replaceFirst("\\?.*", ""));
        builder.environment().put("PGPASSWORD", server.password());
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(output);
        if (!rate.find() || !output.contains("failed transactions: 0 ")) {
            throw new IOException(output);
        }
        return Double.parseDouble(rate.group(1));
    }
}
