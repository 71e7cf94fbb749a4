package org.ltet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shipped with the portal: all of it is listed, may be given away, and has no fault that we know of. */
@DisplayName("The libraries that are shipped")
class DependenciesTest {

    /** A library is shipped under one of these; where it offers several, we take it under one that stands here. */
    private static final Set<String> LICENCES = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "0BSD",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "EPL-1.0",
            "EPL-2.0",
            "CC0-1.0",
            "LGPL-2.1-only",
            "LGPL-2.1-or-later",
            "GPL-2.0-with-classpath-exception",
            // both are short permissive texts of their own
            "Bouncy Castle Licence",
            "Broadcom Foundation License");

    @Test
    void everyJarInThePortalIsInItsList() throws IOException {
        Set<String> listed = Bom.of("app").parts().stream().map(Bom.Part::file).collect(Collectors.toSet());
        Set<String> shipped = shippedJars();
        assertThat(shipped).hasSizeGreaterThan(100);
        assertThat(shipped).isSubsetOf(listed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "simulators"})
    void eachMayBeGivenAway(String module) {
        assertThat(Bom.of(module).parts())
                .filteredOn(part -> part.licences().stream().noneMatch(LICENCES::contains))
                .filteredOn(part -> !part.group().startsWith("org.ltet"))
                .as("parts without a licence that we accept")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "simulators"})
    void noneIsASnapshot(String module) {
        assertThat(Bom.of(module).parts())
                .filteredOn(part -> part.version().contains("SNAPSHOT"))
                .filteredOn(part -> !part.group().startsWith("org.ltet"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "simulators"})
    void noneHasAKnownFault(String module) {
        Advisories advisories = Advisories.read();
        List<String> faults = Bom.of(module).parts().stream()
                .flatMap(part -> advisories.against(part).stream().map(advisory -> part + " has " + advisory))
                .toList();
        assertThat(faults).as("known faults; see security/advisories.txt").isEmpty();
    }

    @Test
    void theListOfFaultsIsLookedAfter() {
        Advisories advisories = Advisories.read();
        if (advisories.daysSinceReview() > Advisories.FRESH_DAYS) {
            System.err.printf(
                    "WARNING: security/advisories.txt was reviewed %d days ago; look through the sources it names%n",
                    advisories.daysSinceReview());
        }
        assertThat(advisories.entries()).isNotEmpty();
        assertThat(advisories.daysSinceReview()).isNotNegative();
    }

    @Test
    void aKnownFaultIsFoundInItsVersionsOnly() {
        Advisories advisories = Advisories.parse(
                List.of(
                        "reviewed 2026-11-23",
                        "EXAMPLE-1 | org.example:* | [2.0,2.4.1) | An example",
                        "EXAMPLE-2 | org.example:one | (,1.9] | Another",
                        "EXAMPLE-3 | org.example:kept | [1,2) | Accepted | accepted until 2999-12-31: it cannot be reached here",
                        "EXAMPLE-4 | org.example:over | [1,2) | Accepted | accepted until 2026-01-31: it could not be reached here"));
        assertThat(advisories.against(part("two", "2.4.0"))).hasSize(1);
        assertThat(advisories.against(part("two", "2.0"))).hasSize(1);
        assertThat(advisories.against(part("two", "2.4.1"))).isEmpty();
        assertThat(advisories.against(part("two", "2.10.0"))).isEmpty();
        assertThat(advisories.against(part("one", "1.9"))).hasSize(1);
        assertThat(advisories.against(part("one", "1.10"))).isEmpty();
        assertThat(advisories.against(part("one", "2.0.0-RC1")))
                .as("before 2.0")
                .isEmpty();
        assertThat(advisories.against(part("kept", "1.5"))).isEmpty();
        assertThat(advisories.against(part("over", "1.5")))
                .as("no longer accepted")
                .hasSize(1);
    }

    private static Bom.Part part(String name, String version) {
        return new Bom.Part("org.example", name, version, name + "-" + version + ".jar", Set.of());
    }

    private static Set<String> shippedJars() throws IOException {
        try (var files = java.nio.file.Files.list(Build.ROOT.resolve("app/target"))) {
            java.nio.file.Path program = files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the program of app is not packaged"));
            try (JarFile jar = new JarFile(program.toFile())) {
                return jar.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                        .map(name -> name.substring(name.lastIndexOf('/') + 1))
                        .filter(name -> !name.startsWith("spring-boot-jarmode"))
                        .collect(Collectors.toCollection(TreeSet::new));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
