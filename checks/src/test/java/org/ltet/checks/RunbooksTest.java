package org.ltet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** OPS-7: an alarm at night comes with what to do. */
@DisplayName("Each alarm has a runbook (OPS-7)")
class RunbooksTest {

    private static final Path RUNBOOKS = Papers.OPERATIONS.resolve("runbooks");
    private static final Path MONITORING = Build.ROOT.resolve("terraform/modules/monitoring");

    private static final Pattern ALARM = Pattern.compile("\"([a-z-]*(?:\\$\\{[a-z]+\\}[a-z-]*)*)\" = \\{\\s+level ");
    private static final Pattern EVENT = Pattern.compile("\"([a-z-]+)\" = \\{\\s+topic ");
    private static final Pattern CHECK = Pattern.compile("(?m)^    \"([a-z-]+)\" +=\\s*\"");
    private static final Pattern SENTENCE = Pattern.compile("(?m)^    \"([a-z-]+)\" += \\{ level ");
    private static final Pattern RARE = Pattern.compile("(?m)^    \"([a-z-]+)\" += \"\\{");

    /** Alarms that are not in a table, or whose kindred share a runbook under another name. */
    private static final Set<String> OTHERS = Set.of("errors", "nobody-looks", "rare-rights", "budget", "gateway");

    @Test
    void andNoneIsAboutAnAlarmThatThereIsNot() throws IOException {
        Set<String> wanted = new TreeSet<>(OTHERS);
        for (String table : List.of("alarms_edge.tf", "alarms_nodes.tf", "alarms_data.tf", "alarms_safety.tf")) {
            List<String> alarms = Papers.find(ALARM, read(MONITORING.resolve(table)));
            assertThat(alarms).as(table).hasSizeGreaterThan(3);
            alarms.forEach(alarm -> wanted.add(shared(alarm)));
        }
        wanted.addAll(Papers.find(EVENT, read(MONITORING.resolve("alarms_safety.tf"))));
        String business = read(MONITORING.resolve("alarms_business.tf"));
        List<String> checks = Papers.find(CHECK, business);
        List<String> sentences = Papers.find(SENTENCE, business);
        assertThat(checks).hasSizeGreaterThan(15);
        assertThat(sentences).hasSizeGreaterThan(10);
        wanted.addAll(checks);
        wanted.addAll(sentences);

        assertThat(names()).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void eachSaysWhatItMeansWhereToLookHowToMendAndWhomToCall() throws IOException {
        for (String name : names()) {
            assertThat(read(RUNBOOKS.resolve(name + ".md")))
                    .as(name)
                    .startsWith("# " + name + "\n")
                    .containsSubsequence(
                            "**What it means.**", "**First look**", "1. ", "**Mend**", "- ", "**Escalate.**");
        }
    }

    @Test
    void theIndexNamesEachOnceAndTheAlarmsNameTheirs() throws IOException {
        List<String> links = Papers.links(RUNBOOKS.resolve("README.md")).stream()
                .filter(link -> !link.contains("/"))
                .toList();
        assertThat(links).doesNotHaveDuplicates();
        assertThat(new HashSet<>(links))
                .isEqualTo(names().stream().map(name -> name + ".md").collect(Collectors.toSet()));
        assertThat(read(MONITORING.resolve("alarms.tf")))
                .contains("Then: ${local.runbooks[each.key][0]}")
                .contains("docs/operations/runbooks/errors.md");
        assertThat(read(Build.ROOT.resolve("terraform/modules/trail/main.tf")))
                .contains("docs/operations/runbooks/rare-rights.md");
    }

    @Test
    void everyRareUseOfARightStandsInItsRunbook() throws IOException {
        List<String> rare = Papers.find(RARE, read(Build.ROOT.resolve("terraform/modules/trail/main.tf")));
        assertThat(rare).hasSizeGreaterThan(3);
        assertThat(read(RUNBOOKS.resolve("rare-rights.md"))).contains(rare);
    }

    /** As the module does it: alarms of each node, cache or bucket share a runbook. */
    private static String shared(String alarm) {
        return alarm.replace("${service}-", "nodes-").replace("-${node}", "").replace("${what}-", "bucket-");
    }

    private static Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
                    .map(name -> name.substring(0, name.length() - ".md".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
