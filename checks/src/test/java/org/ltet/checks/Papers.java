package org.ltet.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The papers of the repository as text: their headings, links, and what they name. */
final class Papers {

    static final Path OPERATIONS = Build.ROOT.resolve("docs/operations");
    static final Path GUIDES = Build.ROOT.resolve("docs/guide");

    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,4} (.+)$");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

    private Papers() {}

    static List<Path> all() throws IOException {
        List<Path> papers = new ArrayList<>(List.of(Build.ROOT.resolve("terraform/README.md")));
        for (Path folder : List.of(OPERATIONS, GUIDES)) {
            try (Stream<Path> files = Files.walk(folder)) {
                papers.addAll(files.filter(file -> file.toString().endsWith(".md"))
                        .sorted()
                        .toList());
            }
        }
        return papers;
    }

    /** Whole words in `code`, blocks of code left out. */
    static List<String> code(Path paper) throws IOException {
        return find(CODE, CODE_BLOCK.matcher(Files.readString(paper)).replaceAll(""));
    }

    static List<String> links(Path paper) throws IOException {
        return find(LINK, CODE_BLOCK.matcher(Files.readString(paper)).replaceAll(""));
    }

    /** The names by which links reach its headings. */
    static Set<String> anchors(Path paper) throws IOException {
        Set<String> anchors = new HashSet<>();
        for (String heading : find(HEADING, Files.readString(paper))) {
            anchors.add(heading.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'));
        }
        return anchors;
    }

    /** Every class of the modules by its short name. */
    static Map<String, Path> classes() throws IOException {
        Map<String, Path> classes = new HashMap<>();
        for (String module : List.of("app", "simulators", "checks", "journeys")) {
            try (Stream<Path> files = Files.walk(Build.ROOT.resolve(module).resolve("src"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file ->
                                classes.put(file.getFileName().toString().replace(".java", ""), file));
            }
        }
        return classes;
    }

    static List<String> find(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
