package org.ltet.portal.documents.reader;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/** Prints one line along the lower edge of every page of a document, over whatever stands there. */
final class PageStamper {

    private static final String FONT = "/fonts/NotoSans-Regular.ttf";
    private static final float POINTS = 7;
    private static final float STRIP = 11;
    private static final float FROM_EDGE = 3;
    private static final int WIDEST = 3_000;

    /** Letters of a picture's line are this part of its width high. */
    private static final int PART = 70;

    private final PagePainter painter;

    PageStamper(PagePainter painter) {
        this.painter = painter;
    }

    /** @return a PDF of a PDF, a JPEG of a picture */
    byte[] stamp(byte[] file, boolean pdf, String line) throws IOException {
        return pdf ? ofPdf(file, line) : ofPicture(file, line);
    }

    private static byte[] ofPdf(byte[] file, String line) throws IOException {
        try (PDDocument document = Loader.loadPDF(new RandomAccessReadBuffer(file));
                InputStream data = font()) {
            PDFont font = PDType0Font.load(document, data);
            String text = writable(font, line);
            float width = font.getStringWidth(text) / 1000 * POINTS;
            for (PDPage page : document.getPages()) {
                try (PDPageContentStream pen = new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
                    pen.transform(upright(page));
                    pen.setNonStrokingColor(Color.WHITE);
                    pen.addRect(0, 0, width + 4 * FROM_EDGE, STRIP);
                    pen.fill();
                    pen.setNonStrokingColor(Color.BLACK);
                    pen.beginText();
                    pen.setFont(font, POINTS);
                    pen.newLineAtOffset(2 * FROM_EDGE, FROM_EDGE);
                    pen.showText(text);
                    pen.endText();
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + 64 * 1024);
            document.save(out);
            return out.toByteArray();
        }
    }

    /** So that the origin is the corner that a reader sees below on the left, however the page is turned. */
    private static Matrix upright(PDPage page) {
        PDRectangle box = page.getCropBox();
        return switch (Math.floorMod(page.getRotation(), 360)) {
            case 90 -> new Matrix(0, 1, -1, 0, box.getUpperRightX(), box.getLowerLeftY());
            case 180 -> new Matrix(-1, 0, 0, -1, box.getUpperRightX(), box.getUpperRightY());
            case 270 -> new Matrix(0, -1, 1, 0, box.getLowerLeftX(), box.getUpperRightY());
            default -> new Matrix(1, 0, 0, 1, box.getLowerLeftX(), box.getLowerLeftY());
        };
    }

    private byte[] ofPicture(byte[] file, String line) throws IOException {
        BufferedImage picture = painter.picture(file, WIDEST);
        int size = Math.max(9, picture.getWidth() / PART);
        int strip = size * 2;
        BufferedImage stamped =
                new BufferedImage(picture.getWidth(), picture.getHeight() + strip, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = stamped.createGraphics();
        try (InputStream data = font()) {
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, stamped.getWidth(), stamped.getHeight());
            pen.drawImage(picture, 0, 0, null);
            pen.setColor(Color.BLACK);
            pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            pen.setFont(Font.createFont(Font.TRUETYPE_FONT, data).deriveFont((float) size));
            pen.drawString(line, size, picture.getHeight() + size + size / 3);
        } catch (FontFormatException broken) {
            throw new IOException(broken);
        } finally {
            pen.dispose();
        }
        return PagePainter.jpeg(stamped);
    }

    private static InputStream font() throws IOException {
        InputStream font = PageStamper.class.getResourceAsStream(FONT);
        if (font == null) {
            throw new IOException("No font");
        }
        return font;
    }

    private static String writable(PDFont font, String line) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < line.length(); at += Character.charCount(line.codePointAt(at))) {
            String letter = Character.toString(line.codePointAt(at));
            try {
                font.encode(letter);
                text.append(letter);
            } catch (IllegalArgumentException notInTheFont) {
                text.append('?');
            }
        }
        return text.toString();
    }
}
