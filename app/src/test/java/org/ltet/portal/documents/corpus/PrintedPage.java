package org.ltet.portal.documents.corpus;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.PageSizeUnits;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** A page of HTML as a printer puts it on paper at 200 dots an inch. */
final class PrintedPage {

    private static final float DPI = 200;

    private static final String STYLE = """
            @page { size: %s; margin: %s; }
            body { font-family: %s; font-size: %s; line-height: 1.25; color: #151520; }
            table { width: 100%%; border-collapse: collapse; }
            td, th { padding: 2pt 4pt; vertical-align: top; text-align: left; }
            .grid td, .grid th { border: 0.6pt solid #333; }
            .lined th { border-top: 0.8pt solid #000; border-bottom: 0.8pt solid #000; }
            .lined tr.last td { border-bottom: 0.8pt solid #000; }
            .n { text-align: right; } .c { text-align: center; } .b { font-weight: bold; }
            .big { font-size: 150%%; font-weight: bold; } .small { font-size: 80%%; }
            .shade { background: #dfe6ee; } .box { border: 1pt solid #000; padding: 4pt; }
            .half { width: 50%%; } .line { border-bottom: 0.6pt dashed #000; }
            """;

    /** What a system without the first has instead: a font that a PDF only names is drawn with the widths of another. */
    private static final Map<String, List<String>> SYSTEM = Map.of(
            "Serif Face", List.of("liberation/LiberationSerif-Regular", "dejavu/DejaVuSerif"),
            "Mono Face", List.of("liberation/LiberationMono-Regular", "dejavu/DejaVuSansMono"));

    private static final Path FONTS = Path.of("/usr/share/fonts/truetype");

    private PrintedPage() {}

    /** @param body of the HTML; the classes that it may use stand above */
    static BufferedImage image(String body, String page, String margin, String font, String size) {
        String style = String.format(Locale.ROOT, STYLE, page, margin, font, size);
        String html = "<html><head><style>" + style + "</style></head><body>" + body + "</body></html>";
        XRLog.listRegisteredLoggers().forEach(name -> XRLog.setLevel(name, Level.SEVERE));
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.useDefaultPageSize(210, 297, PageSizeUnits.MM);
        builder.useFont(() -> font("NotoSans-Regular"), "Noto Sans", 400, FontStyle.NORMAL, true);
        builder.useFont(() -> font("NotoSans-Bold"), "Noto Sans", 700, FontStyle.NORMAL, true);
        SYSTEM.forEach((family, files) -> files.stream()
                .map(file -> FONTS.resolve(file + ".ttf"))
                .filter(Files::exists)
                .findFirst()
                .ifPresent(file -> builder.useFont(file.toFile(), family)));
        builder.withHtmlContent(html, "/");
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        builder.toStream(pdf);
        try {
            builder.run();
            try (PDDocument document = Loader.loadPDF(pdf.toByteArray())) {
                return new PDFRenderer(document).renderImageWithDPI(0, DPI, ImageType.RGB);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static InputStream font(String name) {
        return Objects.requireNonNull(PrintedPage.class.getResourceAsStream("/fonts/" + name + ".ttf"), name);
    }
}
