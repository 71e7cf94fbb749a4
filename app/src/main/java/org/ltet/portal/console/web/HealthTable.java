package org.ltet.portal.console.web;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.ltet.portal.operations.HealthReports.Line;
import org.ltet.portal.operations.HealthReports.Report;
import org.ltet.portal.operations.spi.HealthCheck.State;

/** A report as people read it: what the portal stands on, and the work that should not lie about, the worst first. */
public record HealthTable(Instant at, List<Line> systems, List<Line> work, long broken, long late) {

    private static final Set<String> SYSTEMS = Set.of(
            "bank",
            "database",
            "disk",
            "document-store",
            "gateway",
            "hr-system",
            "mail",
            "redis",
            "sap",
            "virus-scanner");

    static HealthTable of(Report report) {
        List<Line> worstFirst = report.lines().stream()
                .sorted((one, other) -> rank(one) - rank(other))
                .toList();
        return new HealthTable(
                report.at(),
                worstFirst.stream()
                        .filter(line -> SYSTEMS.contains(line.check()))
                        .toList(),
                worstFirst.stream()
                        .filter(line -> !SYSTEMS.contains(line.check()))
                        .toList(),
                count(report, State.BROKEN),
                count(report, State.LATE));
    }

    private static int rank(Line line) {
        return switch (line.finding().state()) {
            case BROKEN -> 0;
            case LATE -> 1;
            case GOOD -> 2;
            case UNUSED -> 3;
        };
    }

    private static long count(Report report, State state) {
        return report.lines().stream()
                .filter(line -> line.finding().state() == state)
                .count();
    }
}
