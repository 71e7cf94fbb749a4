package org.ltet.portal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every free-text field of every page at once: there is no way by which text could become markup (SEC-1, SEC-4). */
@DisplayName("Templates and scripts have no way to write text as markup")
class RawOutputTest {

    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path SCRIPTS = Path.of("src/main/resources/static/js");

    /** Panels of the home page, which are templates themselves. */
    private static final List<String> TEMPLATES_IN_TEMPLATES = List.of("identity/home.jte: $unsafe{panel}");

    private static final Pattern RAW = Pattern.compile("\\$unsafe\\{[^}]*}");
    private static final Pattern TEXT_INTO_SCRIPT_OR_STYLE =
            Pattern.compile("(?is)<script(?![^>]*\\ssrc=)[^>]*>|<style\\b|\\sstyle=|\\son[a-z]+=\"|javascript:");
    private static final Pattern MARKUP_FROM_TEXT = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|createContextualFragment|\\beval\\(|new Function|"
                    + "setTimeout\\(\\s*['\"`]|srcdoc");

    @Test
    void noTemplateWritesAValueUnescaped() throws IOException {
        assertThat(found(TEMPLATES, ".jte", RAW)).isEqualTo(TEMPLATES_IN_TEMPLATES);
    }

    @Test
    void noTemplateHasAPlaceWhereEscapingWouldNotHelp() throws IOException {
        // style: sheets on paper, never sent to a browser; their text is escaped and they hold no value
        assertThat(found(TEMPLATES, ".jte", TEXT_INTO_SCRIPT_OR_STYLE))
                .containsExactlyInAnyOrder(
                        "applications/form.jte: <style",
                        "applications/letter.jte: <style",
                        "applications/originalsLetter.jte: <style",
                        "payments/reportPrint.jte: <style",
                        "payments/voucherSheets.jte: <style");
    }

    @Test
    void noScriptMakesMarkupOfText() throws IOException {
        assertThat(found(SCRIPTS, ".js", MARKUP_FROM_TEXT)).isEmpty();
    }

    private static List<String> found(Path folder, String extension, Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(extension))
                    .sorted()
                    .toList()) {
                pattern.matcher(Files.readString(file))
                        .results()
                        .forEach(match -> found.add(folder.relativize(file) + ": " + match.group()));
            }
        }
        return found;
    }
}
