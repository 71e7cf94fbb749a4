package org.ltet.portal.documents.checker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * The child process. It says {@link #READY}, then answers one text for each file it is sent, and ends when its
 * standard input ends, so that it never outlives the portal.
 */
public final class CheckerMain {

    public static final byte READY = 7;
    public static final String FINE = "fine";
    public static final byte PDF = 1;
    public static final byte PICTURE = 2;

    private CheckerMain() {}

    /** @param arguments largest number of pages, largest number of megapixels */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        DataOutputStream answers =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // whatever a library prints must not be taken for an answer
        System.setOut(System.err);
        long maxPixels = Long.parseLong(arguments[1]) * 1_000_000;
        PdfCheck pdfs = new PdfCheck(Integer.parseInt(arguments[0]), maxPixels);
        PictureCheck pictures = new PictureCheck(maxPixels);
        DataInputStream requests = new DataInputStream(new BufferedInputStream(System.in));
        answers.writeByte(READY);
        answers.flush();
        while (true) {
            byte kind;
            try {
                kind = requests.readByte();
            } catch (EOFException portalIsGone) {
                return;
            }
            byte[] file = requests.readNBytes(requests.readInt());
            Optional<Finding> finding = kind == PDF ? pdfs.check(file) : pictures.check(file);
            answers.writeUTF(finding.map(Finding::line).orElse(FINE));
            answers.flush();
        }
    }
}
