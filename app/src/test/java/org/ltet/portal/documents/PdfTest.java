package org.ltet.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.state.SetMatrix;
import org.apache.pdfbox.contentstream.operator.text.BeginText;
import org.apache.pdfbox.contentstream.operator.text.EndText;
import org.apache.pdfbox.contentstream.operator.text.SetFontAndSize;
import org.apache.pdfbox.contentstream.operator.text.ShowText;
import org.apache.pdfbox.contentstream.operator.text.ShowTextAdjusted;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("PDFs that the portal makes (APP-5, DOC-5)")
class PdfTest {

    private final Pdf pdf = new Pdf();

    @Test
    void rupeesAndHindiComeOutAsText() throws IOException {
        byte[] made = render("""
                <!DOCTYPE html>
                <html lang="hi"><head><title>आवेदन</title></head><body>
                <h1>Hospital bill, 22 Nov 2026</h1>
                <p>You receive ₹1,00,000 and no more – “paid”.</p>
                <p>नाम: रमेश पाटिल</p><p><b>राशि ₹31,200</b></p>
                </body></html>
                """);

        assertThat(text(made))
                .contains("Hospital bill, 22 Nov 2026")
                .contains("₹1,00,000")
                .contains("“paid”")
                .contains("नाम")
                .contains("₹31,200");
    }

    @Test
    void devanagariIsShapedIntoConjuncts() throws IOException {
        // drawn letter by letter, क, ् and ष are three glyphs and नमः three; shaped, क्ष is one
        assertThat(glyphs("क्ष")).isEqualTo(1);
        assertThat(glyphs("नमः")).isEqualTo(3);
    }

    @Test
    void everyFontIsEmbedded() throws IOException {
        byte[] made = render("<html><head/><body><p>Paid <b>₹5</b> नाम <b>नाम</b></p></body></html>");

        List<String> fonts = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(made)) {
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                    fonts.add(page.getResources().getFont(name).getName());
                }
            }
        }
        assertThat(fonts).hasSize(4).allMatch(name -> name.contains("NotoSans"));
    }

    @Test
    void nothingIsReadFromElsewhere(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "do not print me");

        byte[] made = render("""
                <!DOCTYPE html [<!ENTITY secret SYSTEM "%s">]>
                <html><head><link rel="stylesheet" href="%s"/></head><body><p>shown &secret;</p>
                <img src="%s"/></body></html>
                """.formatted(secret.toUri(), secret.toUri(), secret.toUri()));

        assertThat(text(made)).contains("shown").doesNotContain("do not print me");
    }

    @Test
    void aPageThatIsNotWellFormedIsAnError() {
        assertThatThrownBy(() -> render("<html><head></head><body><p>open</body></html>"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private int glyphs(String word) throws IOException {
        GlyphCount count = new GlyphCount();
        try (PDDocument document = Loader.loadPDF(render("<html><head/><body><p>" + word + "</p></body></html>"))) {
            count.processPage(document.getPage(0));
        }
        return count.glyphs;
    }

    private static final class GlyphCount extends PDFStreamEngine {

        private int glyphs;

        GlyphCount() {
            addOperator(new BeginText(this));
            addOperator(new EndText(this));
            addOperator(new SetFontAndSize(this));
            addOperator(new SetMatrix(this));
            addOperator(new ShowText(this));
            addOperator(new ShowTextAdjusted(this));
        }

        @Override
        protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) {
            glyphs++;
        }
    }

    private byte[] render(String xhtml) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pdf.render(xhtml, out);
        return out.toByteArray();
    }

    private static String text(byte[] made) throws IOException {
        try (PDDocument document = Loader.loadPDF(made)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
