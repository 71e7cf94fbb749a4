package org.ltet.portal.documents.checker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * Reads a PDF's structure. PDFBox repairs rather than rejects, so that "it loads" means little: pages are counted one
 * by one, encryption is asked for (one with only an owner's password opens silently), and every object is looked at.
 */
final class PdfCheck {

    private static final byte[] END = "%%EOF".getBytes(StandardCharsets.US_ASCII);

    /** Begins the directory of an archive, at its end. */
    private static final String ARCHIVE = "PK\5\6";

    /** As many bytes behind the end are let by. */
    private static final int RUBBISH = 64;

    private final int maxPages;
    private final long maxPixels;

    PdfCheck(int maxPages, long maxPixels) {
        this.maxPages = maxPages;
        this.maxPixels = maxPixels;
    }

    Optional<Finding> check(byte[] file) {
        if (endsAsSomethingElse(file)) {
            return Optional.of(Finding.of("somethingBehind"));
        }
        try (PDDocument document = Loader.loadPDF(new RandomAccessReadBuffer(file))) {
            if (document.isEncrypted()) {
                return Optional.of(Finding.of("encrypted"));
            }
            int pages = countPages(document);
            if (pages == 0) {
                return Optional.of(Finding.of("corrupt"));
            }
            if (pages > maxPages) {
                return Optional.of(new Finding("tooManyPages", maxPages));
            }
            ActiveContent content = new ActiveContent();
            if (content.findIn(document.getDocument())) {
                return Optional.of(Finding.of("active"));
            }
            return content.mostPixels() > maxPixels
                    ? Optional.of(new Finding("tooManyPixels", maxPixels / 1_000_000))
                    : Optional.empty();
        } catch (InvalidPasswordException encrypted) {
            return Optional.of(Finding.of("encrypted"));
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            return Optional.of(Finding.of("corrupt"));
        }
    }

    /**
     * Viewers of PDF look for their mark near the end, programs that unpack archives too: a file that is both was made
     * to be one thing to the checks and another to the person who opens it. A few bytes of rubbish are common.
     */
    private static boolean endsAsSomethingElse(byte[] file) {
        int end = file.length - END.length;
        while (end >= 0 && !Arrays.equals(file, end, end + END.length, END, 0, END.length)) {
            end--;
        }
        if (end < 0) {
            return false;
        }
        String behind = new String(file, end + END.length, file.length - end - END.length, StandardCharsets.ISO_8859_1);
        return behind.contains(ARCHIVE) || behind.chars().filter(c -> c > ' ').count() > RUBBISH;
    }

    private int countPages(PDDocument document) throws IOException {
        int count = 0;
        for (PDPage page : document.getPages()) {
            if (page.getMediaBox().getWidth() <= 0) {
                throw new IOException("A page without a size");
            }
            count++;
            if (count > maxPages) {
                break;
            }
        }
        return count;
    }
}
