package org.ltet.portal.documents.reader;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.ltet.portal.documents.fields.Box;
import org.ltet.portal.documents.fields.PageText;
import org.ltet.portal.documents.fields.Word;

/** The pages of a PDF: their text where it is printed into the file, a picture of them where they are scans. */
final class PdfPages implements AutoCloseable {

    /** Fewer words than these are a stamp or a page number on a scan. */
    private static final int FEW = 12;

    /** A picture of so many pixels is a scanned page; a smaller one is a logo. */
    private static final long SCAN = 500_000;

    private static final float SCALE = 200f / 72f;
    private static final int LONGEST = 2_600;
    private static final float MOST_DPI = 300;

    private final PDDocument document;

    PdfPages(byte[] file) throws IOException {
        this.document = Loader.loadPDF(new RandomAccessReadBuffer(file));
    }

    int count() {
        return document.getNumberOfPages();
    }

    /** The text of a page, without words where it has to be read from its picture. */
    PageText text(int index) throws IOException {
        PDPage page = document.getPage(index);
        PDRectangle size = page.getCropBox();
        boolean lying = page.getRotation() % 180 != 0;
        int width = Math.round((lying ? size.getHeight() : size.getWidth()) * SCALE);
        int height = Math.round((lying ? size.getWidth() : size.getHeight()) * SCALE);
        if (isScan(page)) {
            // the text that some scanners lay under their picture is only what they read from it
            return new PageText(width, height, false, List.of());
        }
        Words words = new Words(index);
        words.setStartPage(index + 1);
        words.setEndPage(index + 1);
        words.writeText(document, Writer.nullWriter());
        boolean printed = words.found.size() >= FEW;
        return new PageText(width, height, printed, printed ? words.found : List.of());
    }

    private static boolean isScan(PDPage page) throws IOException {
        for (COSName name : page.getResources().getXObjectNames()) {
            PDXObject object = page.getResources().getXObject(name);
            if (object instanceof PDImageXObject image && (long) image.getWidth() * image.getHeight() >= SCAN) {
                return true;
            }
        }
        return false;
    }

    Grey picture(int index) throws IOException {
        PDRectangle size = document.getPage(index).getCropBox();
        float longest = Math.max(size.getWidth(), size.getHeight());
        float dpi = Math.min(MOST_DPI, LONGEST * 72f / Math.max(1, longest));
        PDFRenderer renderer = new PDFRenderer(document);
        renderer.setSubsamplingAllowed(true);
        return Grey.of(renderer.renderImageWithDPI(index, dpi, ImageType.GRAY));
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    /** Takes words with their places instead of a text. */
    private static final class Words extends PDFTextStripper {

        private final List<Word> found = new ArrayList<>();
        private final int page;

        Words(int page) {
            this.page = page;
            setSortByPosition(true);
        }

        @Override
        protected void writeString(String text, List<TextPosition> positions) {
            List<TextPosition> word = new ArrayList<>();
            for (TextPosition position : positions) {
                if (position.getUnicode() == null || position.getUnicode().isBlank()) {
                    end(word);
                } else {
                    word.add(position);
                }
            }
            end(word);
        }

        private void end(List<TextPosition> word) {
            if (word.isEmpty()) {
                return;
            }
            StringBuilder text = new StringBuilder();
            float left = Float.MAX_VALUE;
            float top = Float.MAX_VALUE;
            float right = 0;
            float bottom = 0;
            for (TextPosition position : word) {
                text.append(position.getUnicode());
                float height = Math.max(position.getHeightDir(), position.getFontSizeInPt() * 0.6f);
                left = Math.min(left, position.getXDirAdj());
                right = Math.max(right, position.getXDirAdj() + position.getWidthDirAdj());
                top = Math.min(top, position.getYDirAdj() - height);
                bottom = Math.max(bottom, position.getYDirAdj());
            }
            word.clear();
            found.add(new Word(
                    text.toString(),
                    1,
                    new Box(
                            page,
                            Math.round(left * SCALE),
                            Math.round(top * SCALE),
                            Math.max(Math.round(left * SCALE) + 1, Math.round(right * SCALE)),
                            Math.max(Math.round(top * SCALE) + 1, Math.round(bottom * SCALE)))));
        }
    }
}
