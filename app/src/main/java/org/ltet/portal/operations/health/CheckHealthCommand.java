package org.ltet.portal.operations.health;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.ltet.portal.operations.spi.HealthCheck.State;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks at everything the portal needs and ends, when it is started with the argument --check-health: exit status 0, or
 * 3 when something is broken. For programs the same stands in one line that begins with HEALTH.
 */
@Component
class CheckHealthCommand implements ApplicationRunner {

    private static final int BROKEN = 3;

    /** A check as programs read it. */
    private record Line(String check, String state, String found, String wanted) {}

    private final CheckHealth checkHealth;
    private final JsonMapper json;
    private final ConfigurableApplicationContext context;

    CheckHealthCommand(CheckHealth checkHealth, JsonMapper json, ConfigurableApplicationContext context) {
        this.checkHealth = checkHealth;
        this.json = json;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption("check-health")) {
            int status = report(checkHealth.run(CheckHealth.LONGEST), System.out);
            System.exit(SpringApplication.exit(context, (ExitCodeGenerator) () -> status));
        }
    }

    int report(List<CheckHealth.Row> rows, PrintStream out) {
        for (CheckHealth.Row row : rows) {
            out.printf(
                    "%-20s %-7s %s%s%n",
                    row.name(),
                    state(row),
                    row.finding().found(),
                    row.finding().wanted().isEmpty() ? "" : " (" + row.finding().wanted() + ")");
        }
        out.println("HEALTH "
                + json.writeValueAsString(rows.stream()
                        .map(row -> new Line(
                                row.name(),
                                state(row),
                                row.finding().found(),
                                row.finding().wanted()))
                        .toList()));
        return rows.stream().anyMatch(row -> row.finding().state() == State.BROKEN) ? BROKEN : 0;
    }

    private static String state(CheckHealth.Row row) {
        return row.finding().state().name().toLowerCase(Locale.ROOT);
    }
}
