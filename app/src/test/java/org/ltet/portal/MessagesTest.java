package org.ltet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** UX-3: everything is said in English and in Hindi, and no template holds words of its own. */
class MessagesTest {

    private static final Path FOLDER = Path.of("src", "main", "resources", "messages");
    private static final Path TEMPLATES = Path.of("src", "main", "jte");
    private static final Pattern LITERAL_KEY = Pattern.compile("\\.t\\(\"([^\"]+)\"(?! ?\\+)");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)[^}]*}");

    static List<Path> english() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith("_en.properties"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("english")
    void saysTheSameThingsInBothLanguages(Path english) throws IOException {
        Properties en = load(english);
        Properties hi = load(Path.of(english.toString().replace("_en.", "_hi.")));
        assertThat(new TreeSet<>(hi.stringPropertyNames())).isEqualTo(new TreeSet<>(en.stringPropertyNames()));
        for (String key : en.stringPropertyNames()) {
            assertThat(arguments(hi.getProperty(key))).as(key).isEqualTo(arguments(en.getProperty(key)));
            assertThat(en.getProperty(key))
                    .as("an apostrophe would be swallowed in " + key)
                    .doesNotContain("'");
        }
    }

    @Test
    void hasAllWordsThatTemplatesAskFor() throws IOException {
        Properties all = new Properties();
        for (Path file : english()) {
            all.putAll(load(file));
        }
        try (Stream<Path> templates = Files.walk(TEMPLATES)) {
            for (Path template :
                    templates.filter(file -> file.toString().endsWith(".jte")).toList()) {
                Matcher matcher = LITERAL_KEY.matcher(Files.readString(template));
                while (matcher.find()) {
                    assertThat(all.stringPropertyNames())
                            .as(template.toString())
                            .contains(matcher.group(1));
                }
            }
        }
    }

    private static TreeSet<String> arguments(String text) {
        TreeSet<String> arguments = new TreeSet<>();
        Matcher matcher = ARGUMENT.matcher(text);
        while (matcher.find()) {
            arguments.add(matcher.group(1));
        }
        return arguments;
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
