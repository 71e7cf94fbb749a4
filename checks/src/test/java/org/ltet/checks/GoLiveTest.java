package org.ltet.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.documents.PrintedPage;

/** OPS-7: the trust's own checklist, answered line by line, as text and as what is printed and signed. */
@DisplayName("The checklist for going live (OPS-7)")
class GoLiveTest {

    private static final Path PAPER = Papers.OPERATIONS.resolve("go-live.md");
    private static final Path PRINTED = Papers.OPERATIONS.resolve("go-live.pdf");
    private static final int BOXES = 129;

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (\\d+) \\| ☐ \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern STATE = Pattern.compile("(?m)^\\| \\*\\*([a-z ]+)\\*\\* \\| [^|]+ \\| (\\d+) \\|$");
    private static final Pattern BOX = Pattern.compile("(?m)^- \\[ \\] (.+)$");
    private static final Pattern HEADING = Pattern.compile("(?m)^(#{2,3} .+)$");

    private static final String STYLE = """
            @page { size: A4 landscape; margin: 12mm 10mm 14mm 10mm;
              @bottom-left { content: "LTET Employee Trust Portal: going live"; font: 7pt "Noto Sans"; }
              @bottom-right { content: counter(page) " / " counter(pages); font: 7pt "Noto Sans"; } }
            body { font-size: 8pt; } h1 { font-size: 17pt; } h2 { font-size: 13pt; margin: 14pt 0 2pt 0; }
            h3 { font-size: 10pt; margin: 10pt 0 3pt 0; } h2, h3 { page-break-after: avoid; }
            table { width: 100%; border-collapse: collapse; -fs-table-paginate: paginate; }
            tr { page-break-inside: avoid; }
            th, td { border: 0.5pt solid #888; padding: 2pt 3pt; text-align: left; vertical-align: top;
              word-wrap: break-word; }
            th { background: #eee; } code { background: #f0f0f0; font-family: "Noto Sans"; }
            ul { list-style: none; padding-left: 0; }
            .box { display: inline-block; width: 9pt; height: 9pt; border: 0.8pt solid #000; }
            .nr { width: 3%; } .done { width: 4%; } .line { width: 21%; } .state { width: 6%; } .role { width: 9%; }
            .how { width: 29%; }
            """;

    @Test
    void answersEveryLineOfTheTrustsChecklistInItsOrderAndWords() throws IOException {
        String trusts = trusts();
        List<String> boxes = Papers.find(BOX, trusts);
        assertThat(boxes).hasSize(BOXES);
        List<Row> rows = rows();
        assertThat(rows.stream().map(Row::line)).containsExactlyElementsOf(boxes);
        assertThat(rows.stream().map(Row::number))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, BOXES).boxed().toList());
        assertThat(Papers.find(HEADING, Files.readString(PAPER)))
                .containsExactlyElementsOf(Papers.find(HEADING, trusts));
    }

    @Test
    void countsItsStatesAndLeavesNoAnswerOut() throws IOException {
        Map<String, Integer> told = new HashMap<>();
        Matcher state = STATE.matcher(Files.readString(PAPER));
        while (state.find()) {
            told.put(state.group(1), Integer.parseInt(state.group(2)));
        }
        Map<String, Integer> counted = new HashMap<>();
        for (Row row : rows()) {
            counted.merge(row.state(), 1, Integer::sum);
            assertThat(row.role()).as(row.line()).hasSizeGreaterThan(1);
            assertThat(row.how()).as(row.line()).isNotBlank();
            if (row.state().equals("tried") || row.state().equals("offline")) {
                assertThat(row.shownBy())
                        .as("%s says what shows it", row.line())
                        .hasSizeGreaterThan(5);
            }
        }
        assertThat(counted).isEqualTo(told);
    }

    @Test
    void isPrintedAsItStands() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintedPage.print(page(Files.readString(PAPER)), printed);
        Path made = Build.TARGET.resolve("go-live.pdf");
        Files.write(made, printed.toByteArray());

        assertThat(PRINTED).as("cp checks/target/go-live.pdf docs/operations/").exists();
        assertThat(text(Files.readAllBytes(PRINTED)))
                .as("cp checks/target/go-live.pdf docs/operations/")
                .isEqualTo(text(printed.toByteArray()));
        assertThat(text(printed.toByteArray()))
                .contains("Infrastructure Team Lead")
                .contains("129");
    }

    private record Row(int number, String line, String state, String role, String how, String shownBy) {}

    private static List<Row> rows() throws IOException {
        return ROW.matcher(Files.readString(PAPER))
                .results()
                .map(row -> new Row(
                        Integer.parseInt(row.group(1)),
                        row.group(2).strip(),
                        row.group(3).strip(),
                        row.group(4).strip(),
                        row.group(5).strip(),
                        row.group(6).strip()))
                .toList();
    }

    private static String trusts() throws IOException {
        try (var checklist = GoLiveTest.class.getResourceAsStream("/go-live-checklist.md")) {
            return new String(Objects.requireNonNull(checklist).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String page(String markdown) {
        var tables = List.of(TablesExtension.create());
        String body = HtmlRenderer.builder()
                .extensions(tables)
                .build()
                .render(Parser.builder().extensions(tables).build().parse(markdown));
        // a sheet of paper follows no links, and its boxes are drawn
        body = body.replaceAll("<a href=\"[^\"]*\">|</a>", "").replace("☐", "<span class=\"box\"></span>");
        for (String column : List.of("nr", "done", "line", "state", "role", "how")) {
            body = body.replace("<th>" + column + "</th>", "<th class=\"" + column + "\">" + column + "</th>");
        }
        return "<html><head><title>Going live</title><style>" + STYLE + "</style></head><body>" + body
                + "</body></html>";
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
