package org.ltet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** OPS-7: whoever is called at night follows a link to something, and types a command that exists. */
@DisplayName("The papers for operators and users name what is there (OPS-7)")
class PapersTest {

    private static final Pattern PLACE = Pattern.compile(
            "^((?:docs|checks|security|bench|scripts|terraform|app|simulators|journeys|\\.github)/[A-Za-z0-9/_.-]+)");
    private static final Pattern CLASS = Pattern.compile("^([A-Z][A-Za-z0-9]+(?:Test|Journey|Fuzz))$");
    /** All but what the scripts share. */
    private static final Pattern SCRIPT = Pattern.compile("(scripts/(?!lib\\.)[a-z-]+\\.sh)");

    private static final Pattern OPTION = Pattern.compile("(?:^| )(--[a-z][a-z-]*)");
    private static final Pattern COMMAND = Pattern.compile("^(--[a-z]+(?:-[a-z]+)+)");
    private static final Pattern TERRAFORM_TEST = Pattern.compile("[Tt]ests? `([a-z_]+)`");
    private static final Pattern FOLLOWED_BY = Pattern.compile("run \"([a-z_]+)\"");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        for (Path paper : Papers.all()) {
            for (String link : Papers.links(paper)) {
                if (URI.create(link).isAbsolute()) {
                    continue;
                }
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty()
                        ? paper
                        : paper.resolveSibling(parts[0]).normalize();
                assertThat(target).as("%s links to %s", paper, link).exists();
                if (parts.length == 2) {
                    assertThat(Papers.anchors(target))
                            .as("%s links to %s", paper, link)
                            .contains(parts[1]);
                }
            }
        }
    }

    @Test
    void everyFileAndClassIsThere() throws IOException {
        Set<String> classes = Papers.classes().keySet();
        for (Path paper : Papers.all()) {
            for (String code : Papers.code(paper)) {
                for (String place : Papers.find(PLACE, code)) {
                    if (place.contains("/target")) {
                        continue; // made by the build
                    }
                    assertThat(Build.ROOT.resolve(place))
                            .as("%s names %s", paper, place)
                            .exists();
                }
                for (String name : Papers.find(CLASS, code)) {
                    assertThat(classes).as("%s names %s", paper, name).contains(name);
                }
            }
        }
    }

    @Test
    void everyScriptKnowsTheOptionsThatItIsGiven() throws IOException {
        int seen = 0;
        for (Path paper : Papers.all()) {
            for (String code : Papers.code(paper)) {
                for (String script : Papers.find(SCRIPT, code)) {
                    Path file = Build.ROOT.resolve(script);
                    assertThat(file).as("%s names it", paper).isExecutable();
                    String text = Files.readString(file);
                    for (String option : Papers.find(OPTION, code.substring(code.indexOf(script)))) {
                        assertThat(text).as("%s: %s", paper, code).contains(option);
                        seen++;
                    }
                }
            }
        }
        assertThat(seen).isGreaterThan(20);
    }

    @Test
    void thePortalKnowsTheArgumentsThatItIsGiven() throws IOException {
        Path docs = Build.ROOT.resolve("docs");
        String start = Files.readString(Build.ROOT.resolve("app/src/main/java/org/ltet/portal/PortalApplication.java"));
        assertThat(start).contains("--check-health", "--check-money", "--create-admin", "--migrate", "--verify-audit");
        for (Path paper : Papers.all()) {
            for (String code : paper.startsWith(docs) ? Papers.code(paper) : List.<String>of()) {
                for (String argument : Papers.find(COMMAND, code)) {
                    assertThat(namedSomewhere(argument))
                            .as("%s names %s", paper, argument)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyTestOfTheInfrastructureIsThere() throws IOException {
        List<String> runs = Papers.find(
                FOLLOWED_BY, Files.readString(Build.ROOT.resolve("terraform/environments/tests/portal.tftest.hcl")));
        assertThat(runs).isNotEmpty();
        for (String named : Papers.find(TERRAFORM_TEST, Files.readString(Papers.OPERATIONS.resolve("go-live.md")))) {
            assertThat(runs).contains(named);
        }
    }

    /** An option of a script, or an argument of the portal. */
    private static boolean namedSomewhere(String argument) throws IOException {
        String name = argument.substring(2);
        for (String folder : List.of("scripts", "app/src/main/java")) {
            try (Stream<Path> files = Files.walk(Build.ROOT.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String text = Files.readString(file);
                    if (text.contains(argument) || text.contains('"' + name + '"')) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
