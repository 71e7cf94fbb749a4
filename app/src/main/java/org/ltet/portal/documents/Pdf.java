package org.ltet.portal.documents;

import static java.util.Objects.requireNonNull;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.PageSizeUnits;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Makes PDFs of pages: letters, forms, vouchers. Fonts for Latin letters, ₹ and Devanagari are embedded, so that a
 * PDF looks and prints alike everywhere. Nothing is loaded from elsewhere: no picture, style or entity by address.
 */
@Component
public class Pdf {

    private static final int REGULAR = 400;
    private static final int BOLD = 700;
    private static final float A4_WIDTH = 210;
    private static final float A4_HEIGHT = 297;

    /**
     * Comes first, so that every rule of the page's own style goes before it. A Hindi page takes its spaces from the
     * Devanagari font: a line is then set in one go, with the widths of the shaped letters.
     */
    private static final String BASE_STYLE = """
            @page { size: A4; margin: 18mm 16mm; }
            html { font-family: "Noto Sans", "Noto Sans Devanagari"; font-size: 10pt; line-height: 1.4; }
            html[lang=hi] { font-family: "Noto Sans Devanagari", "Noto Sans"; }
            """;

    private final byte[] latin = font("NotoSans-Regular");
    private final byte[] latinBold = font("NotoSans-Bold");
    private final byte[] devanagari = font("NotoSansDevanagari-Regular");
    private final byte[] devanagariBold = font("NotoSansDevanagari-Bold");

    Pdf() {
        XRLog.listRegisteredLoggers().forEach(name -> XRLog.setLevel(name, Level.WARNING));
    }

    /**
     * Writes the PDF.
     *
     * @param xhtml a well-formed page; named entities other than XML's own five are not known
     * @throws IllegalArgumentException when the page is not well-formed
     */
    public void render(String xhtml, OutputStream out) {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.useDefaultPageSize(A4_WIDTH, A4_HEIGHT, PageSizeUnits.MM);
        builder.useUriResolver((base, uri) -> null);
        useFont(builder, latin, "Noto Sans", REGULAR);
        useFont(builder, latinBold, "Noto Sans", BOLD);
        useFont(builder, devanagari, "Noto Sans Devanagari", REGULAR);
        useFont(builder, devanagariBold, "Noto Sans Devanagari", BOLD);
        builder.withProducer("LTET Employee Trust Portal");
        builder.withW3cDocument(withBaseStyle(parse(xhtml)), "/");
        builder.toStream(out);
        try {
            builder.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void useFont(PdfRendererBuilder builder, byte[] font, String family, int weight) {
        builder.useFont(() -> new ByteArrayInputStream(font), family, weight, FontStyle.NORMAL, true);
    }

    private static Document parse(String xhtml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setXIncludeAware(false);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xhtml)));
        } catch (SAXException malformed) {
            throw new IllegalArgumentException("The page is not well-formed: " + malformed.getMessage(), malformed);
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Document withBaseStyle(Document page) {
        Node head = page.getElementsByTagName("head").item(0);
        if (head == null) {
            throw new IllegalArgumentException("The page has no head");
        }
        Element style = page.createElement("style");
        style.setTextContent(BASE_STYLE);
        head.insertBefore(style, head.getFirstChild());
        return page;
    }

    private static byte[] font(String name) {
        try (InputStream font = requireNonNull(Pdf.class.getResourceAsStream("/fonts/" + name + ".ttf"), name)) {
            return font.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
