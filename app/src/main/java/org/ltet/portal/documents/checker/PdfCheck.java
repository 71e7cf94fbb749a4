package org.ltet.portal.documents.checker;

import java.io.IOException;
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

    private final int maxPages;

    PdfCheck(int maxPages) {
        this.maxPages = maxPages;
    }

    Optional<Finding> check(byte[] file) {
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
            return new ActiveContent().findIn(document.getDocument())
                    ? Optional.of(Finding.of("active"))
                    : Optional.empty();
        } catch (InvalidPasswordException encrypted) {
            return Optional.of(Finding.of("encrypted"));
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            return Optional.of(Finding.of("corrupt"));
        }
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
