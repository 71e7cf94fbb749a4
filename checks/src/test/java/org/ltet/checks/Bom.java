package org.ltet.checks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The list of parts (CycloneDX) that the build wrote for one of its programs. */
record Bom(List<Part> parts) {

    private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");

    /** One library, with the name of its file and the licences it offers. */
    record Part(String group, String name, String version, String file, Set<String> licences) {

        String coordinates() {
            return group + ":" + name;
        }

        @Override
        public String toString() {
            return coordinates() + ":" + version;
        }
    }

    static Bom of(String module) {
        Path file = Build.ROOT.resolve(module).resolve("target/bom.json");
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    file + " is missing: the build writes it in its phase package, but not when Maven is offline (-o)");
        }
        JsonNode bom = JsonMapper.shared().readTree(file.toFile());
        return new Bom(bom.path("components")
                .valueStream()
                .map(part -> new Part(
                        part.path("group").asString(""),
                        part.path("name").asString(),
                        part.path("version").asString(),
                        file(part),
                        licences(part)))
                .toList());
    }

    private static String file(JsonNode part) {
        Matcher classifier = CLASSIFIER.matcher(part.path("purl").asString(""));
        return part.path("name").asString() + "-" + part.path("version").asString()
                + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar";
    }

    private static Set<String> licences(JsonNode part) {
        return part.path("licenses")
                .valueStream()
                .map(entry -> entry.path("expression")
                        .asString(entry.path("license")
                                .path("id")
                                .asString(entry.path("license").path("name").asString(""))))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
