package org.ltet.portal.documents.reader;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * The child process that makes pictures of pages. It answers {@link #READY}, then for each request {@link #PAINTED}, the
 * number of pages and the picture, empty where there is no such page, or {@link #NOT_PAINTED}; it ends when its standard
 * input ends, so that it never outlives the portal.
 */
public final class PageMain {

    public static final byte READY = 9;
    public static final byte PAINTED = 1;
    public static final byte NOT_PAINTED = 2;

    private PageMain() {}

    /** @param arguments largest number of megapixels */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        DataOutputStream answers =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // whatever a library prints must not be taken for an answer
        System.setOut(System.err);
        DataInputStream requests = new DataInputStream(new BufferedInputStream(System.in));
        PagePainter painter = new PagePainter(Long.parseLong(arguments[0]) * 1_000_000);
        answers.writeByte(READY);
        answers.flush();
        while (true) {
            boolean pdf;
            try {
                pdf = requests.readBoolean();
            } catch (EOFException portalIsGone) {
                return;
            }
            int page = requests.readInt();
            int width = requests.readInt();
            Pose pose = new Pose(requests.readInt(), requests.readDouble());
            byte[] file = requests.readNBytes(requests.readInt());
            try {
                PagePainter.Painted painted = painter.paint(file, pdf, page, width, pose);
                answers.writeByte(PAINTED);
                answers.writeInt(painted.count());
                answers.writeInt(painted.jpeg().length);
                answers.write(painted.jpeg());
            } catch (IOException | RuntimeException | StackOverflowError broken) {
                answers.writeByte(NOT_PAINTED);
            }
            answers.flush();
        }
    }
}
