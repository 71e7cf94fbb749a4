package org.ltet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** OPS-8: what runs with rights over production is as narrow as it can be. The grammar is looked at by scans.yml. */
@DisplayName("The pipelines hold no secret, run what was looked at, and ask before production (OPS-8)")
class WorkflowsTest {

    private static final Path WORKFLOWS = Build.ROOT.resolve(".github/workflows");
    private static final Pattern USES = Pattern.compile("(?m)^\\s*-? *uses: (.+)$");
    private static final Pattern PINNED =
            Pattern.compile("[a-z-]+/[a-z-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+|\\./\\.github/workflows/[a-z]+\\.yml");
    private static final Pattern SCRIPT = Pattern.compile("(scripts/[a-z-]+\\.sh)");
    private static final Pattern OPTION = Pattern.compile(" (--[a-z][a-z-]*)");

    @Test
    void everyActionIsTheOneThatWasLookedAt() throws IOException {
        for (Path workflow : workflows()) {
            List<String> uses = Papers.find(USES, Files.readString(workflow));
            assertThat(uses)
                    .as("%s: by commit, with its version beside it", workflow.getFileName())
                    .isNotEmpty()
                    .allMatch(used -> PINNED.matcher(used).matches());
        }
    }

    @Test
    void noneHoldsASecretOrRunsWhatAStrangerWrote() throws IOException {
        for (Path workflow : workflows()) {
            String text = Files.readString(workflow);
            assertThat(text)
                    .as(workflow.getFileName().toString())
                    .doesNotContain("secrets.", "aws-access-key-id", "pull_request_target", "workflow_run")
                    .doesNotContainPattern("arn:aws|[^0-9][0-9]{12}[^0-9]");
            for (Map<String, Object> step : steps(workflow)) {
                assertThat(String.valueOf(step.getOrDefault("run", "")))
                        .as("values come to a shell by its environment alone")
                        .doesNotContain("${{");
            }
        }
    }

    @Test
    void eachBeginsWithReadingAloneAndEndsInTime() throws IOException {
        for (Path workflow : workflows()) {
            Map<String, Object> read = read(workflow);
            assertThat(read).as(workflow.getFileName().toString()).containsKeys("name", "permissions", "jobs");
            assertThat(map(read.get("permissions"))).containsEntry("contents", "read");
            map(read.get("jobs")).forEach((name, job) -> {
                if (!map(job).containsKey("uses")) {
                    assertThat(map(job)).as(name).containsKeys("runs-on", "timeout-minutes");
                }
            });
            for (Map<String, Object> step : steps(workflow)) {
                if (String.valueOf(step.get("uses")).startsWith("actions/checkout@")) {
                    assertThat(map(step.get("with")))
                            .as("the token does not stay in the work tree")
                            .containsEntry("persist-credentials", false);
                }
            }
        }
    }

    @Test
    void whoeverTakesARoleOfAwsIsBoundToAnEnvironment() throws IOException {
        Set<String> environments = new HashSet<>();
        for (Path workflow : workflows()) {
            for (Object job : map(read(workflow).get("jobs")).values()) {
                boolean takesRole = stepsOf(map(job)).stream()
                        .anyMatch(step -> String.valueOf(step.get("uses")).startsWith("aws-actions/"));
                if (takesRole) {
                    assertThat(map(job)).containsKey("environment");
                    environments.add(String.valueOf(map(job).get("environment")));
                }
            }
        }
        assertThat(environments)
                .containsExactlyInAnyOrder("${{ inputs.environment }}", "${{ matrix.environment }}-verify");
    }

    @Test
    void productionComesLastAfterTheOthers() throws IOException {
        Map<String, Object> jobs = map(read(WORKFLOWS.resolve("promote.yml")).get("jobs"));
        assertThat(jobs.keySet()).containsExactly("program", "dev", "uat", "prod");
        assertThat(map(jobs.get("uat")).get("needs")).isEqualTo(List.of("program", "dev"));
        assertThat(map(jobs.get("prod")).get("needs")).isEqualTo(List.of("program", "uat"));
        for (String environment : List.of("dev", "uat", "prod")) {
            assertThat(map(map(jobs.get(environment)).get("with"))).containsEntry("environment", environment);
        }
    }

    @Test
    void whatGoesToProductionPassedAsItIsOnMain() throws IOException {
        Map<String, Object> program =
                map(map(read(WORKFLOWS.resolve("promote.yml")).get("jobs")).get("program"));
        assertThat(program.get("if")).isEqualTo("github.ref == 'refs/heads/main'");
        assertThat(stepsOf(program).stream()
                        .map(step -> String.valueOf(step.get("run")))
                        .filter(run -> run.contains("build.yml/runs")))
                .as("a run for a request tests what merging would make of it, by the workflow of that request")
                .singleElement()
                .asString()
                .contains("head_sha=$GITHUB_SHA&branch=main&event=push&status=success");
    }

    @Test
    void theNightlyLookStartsNoTaskItself() throws IOException {
        assertThat(steps(WORKFLOWS.resolve("nightly.yml")))
                .filteredOn(step -> String.valueOf(step.get("run")).contains("--restore"))
                .singleElement()
                .satisfies(step -> assertThat(map(step.get("env"))).containsKey("LTET_PROOF"));
    }

    @Test
    void theyRunScriptsThatKnowTheirOptions() throws IOException {
        Set<String> seen = new HashSet<>();
        for (Path workflow : workflows()) {
            for (Map<String, Object> step : steps(workflow)) {
                for (String line : String.valueOf(step.getOrDefault("run", "")).split("\n")) {
                    for (String script : Papers.find(SCRIPT, line)) {
                        Path file = Build.ROOT.resolve(script);
                        assertThat(file).isExecutable();
                        seen.add(script);
                        assertThat(Papers.find(OPTION, line.substring(line.indexOf(script))))
                                .allSatisfy(option ->
                                        assertThat(Files.readString(file)).contains(option));
                    }
                }
            }
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "scripts/build-and-push.sh",
                        "scripts/deploy-production.sh",
                        "scripts/backup-verify.sh",
                        "scripts/load-test.sh");
    }

    private static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            List<Path> workflows = files.sorted().toList();
            assertThat(workflows.stream().map(file -> file.getFileName().toString()))
                    .containsExactly("build.yml", "image.yml", "nightly.yml", "promote.yml", "scans.yml");
            return workflows;
        }
    }

    private static List<Map<String, Object>> steps(Path workflow) throws IOException {
        return map(read(workflow).get("jobs")).values().stream()
                .flatMap(job -> stepsOf(map(job)).stream())
                .toList();
    }

    @SuppressWarnings("unchecked") // what YAML says
    private static List<Map<String, Object>> stepsOf(Map<String, Object> job) {
        return (List<Map<String, Object>>) job.getOrDefault("steps", List.of());
    }

    private static Map<String, Object> read(Path workflow) throws IOException {
        return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(workflow)));
    }

    @SuppressWarnings("unchecked") // what YAML says
    private static Map<String, Object> map(@Nullable Object value) {
        assertThat(value).isInstanceOf(Map.class);
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
