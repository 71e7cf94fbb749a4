package org.ltet.portal.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ltet.portal.operations.spi.HealthCheck.Finding;

/** What was found of all that the portal needs, kept for a moment: many who look do not make the other systems busy. */
public interface HealthReports {

    record Line(String check, Finding finding) {}

    /** @param lines of all checks, by name */
    record Report(Instant at, List<Line> lines) {

        public Report {
            lines = List.copyOf(lines);
        }
    }

    /** Looks now, unless somebody did some seconds ago. */
    Report latest();

    /** What is known, at first nothing, and nothing that is too old. Waits for no check: looking begins beside it. */
    Optional<Report> known();
}
