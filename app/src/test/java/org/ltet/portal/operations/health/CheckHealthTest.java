package org.ltet.portal.operations.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.operations.spi.HealthCheck.Finding;
import org.ltet.portal.operations.spi.HealthCheck.State;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;

@PortalTest
@DisplayName("The table of all checks for people and for programs (OPS-3)")
class CheckHealthTest {

    private static final Path REPOSITORY = Path.of("..");

    /** Without an alarm of their own: what waits for them raises one, and a group of logs bears no more figures. */
    private static final Set<String> TOLD_BY_WHAT_WAITS = Set.of("circuits", "gateway", "sap");

    @Autowired
    List<HealthCheck> checks;

    @Autowired
    CheckHealthCommand command;

    @Test
    void hasALineForEachCheckAndTheSameAsJsonAndIsBrokenWhenOneIs() {
        List<HealthCheck> some = List.of(
                HealthCheck.of("virus-scanner", () -> Finding.unused("no scanner is set up")),
                HealthCheck.of("jobs", () -> new Finding(State.LATE, "oldest waits 6 min", "at most 5 min")),
                HealthCheck.of("bank", () -> {
                    throw new IOException("two\nlines \"quoted\"");
                }));
        assertThat(report(some, 3)).isEqualTo("""
                bank                 broken  IOException: two lines "quoted"
                jobs                 late    oldest waits 6 min (at most 5 min)
                virus-scanner        unused  no scanner is set up
                HEALTH [{"check":"bank","state":"broken","found":"IOException: two lines \\"quoted\\"","wanted":""},\
                {"check":"jobs","state":"late","found":"oldest waits 6 min","wanted":"at most 5 min"},\
                {"check":"virus-scanner","state":"unused","found":"no scanner is set up","wanted":""}]
                """);
        assertThat(report(some.subList(0, 2), 0)).startsWith("jobs                 late    ");
    }

    @Test
    void aCheckThatDoesNotComeBackHoldsUpNobody() {
        List<HealthCheck> some =
                List.of(HealthCheck.of("good", () -> Finding.good("here")), HealthCheck.of("slow", () -> {
                    Thread.sleep(Duration.ofMinutes(5));
                    return Finding.good("at last");
                }));
        long from = System.nanoTime();
        List<CheckHealth.Row> rows = new CheckHealth(some).run(Duration.ofSeconds(1));
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(30));
        assertThat(rows)
                .extracting(CheckHealth.Row::finding)
                .containsExactly(Finding.good("here"), new Finding(State.BROKEN, "no answer within 1 s", ""));
    }

    @Test
    void monitoringAndTheHandbookKnowJustTheChecksThatThereAre() throws IOException {
        Set<String> names = checks.stream().map(HealthCheck::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).hasSameSizeAs(checks).allMatch(name -> name.matches("[a-z-]{1,20}"));
        assertThat(named("terraform/modules/monitoring/alarms_business.tf", "(?m)^ +\"([a-z-]+)\" +=  *\"[A-Z]"))
                .as("alarms")
                .isEqualTo(names.stream()
                        .filter(name -> !TOLD_BY_WHAT_WAITS.contains(name))
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(named("docs/operations/health.md", "(?m)^\\| `([a-z-]+)` \\|(?! means|.*figure)"))
                .as("handbook")
                .isEqualTo(names);
    }

    private static Set<String> named(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(REPOSITORY.resolve(file)))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String report(List<HealthCheck> some, int status) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertThat(command.report(
                        new CheckHealth(some).run(CheckHealth.LONGEST),
                        new PrintStream(said, true, StandardCharsets.UTF_8)))
                .isEqualTo(status);
        return said.toString(StandardCharsets.UTF_8);
    }
}
