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
 * The child process that makes pictures of pages, and stamps documents. It answers {@link #READY}, then for each request
 * {@link #DONE} with the number of pages and the picture, empty where there is no such page, or with the stamped file, or
 * {@link #NOT_DONE}; it ends when its standard input ends, so that it never outlives the portal.
 */
public final class PageMain {

    public static final byte READY = 9;
    public static final byte DONE = 1;
    public static final byte NOT_DONE = 2;
    public static final byte PAINT = 1;
    public static final byte STAMP = 2;

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
        PageStamper stamper = new PageStamper(painter);
        while (true) {
            byte wanted;
            try {
                wanted = requests.readByte();
            } catch (EOFException portalIsGone) {
                return;
            }
            boolean pdf = requests.readBoolean();
            if (wanted == STAMP) {
                String line = requests.readUTF();
                byte[] file = requests.readNBytes(requests.readInt());
                stamp(stamper, file, pdf, line, answers);
            } else {
                paint(painter, pdf, requests, answers);
            }
            answers.flush();
        }
    }

    private static void paint(PagePainter painter, boolean pdf, DataInputStream requests, DataOutputStream answers)
            throws IOException {
        int page = requests.readInt();
        int width = requests.readInt();
        Pose pose = new Pose(requests.readInt(), requests.readDouble());
        byte[] file = requests.readNBytes(requests.readInt());
        try {
            PagePainter.Painted painted = painter.paint(file, pdf, page, width, pose);
            answers.writeByte(DONE);
            answers.writeInt(painted.count());
            answers.writeInt(painted.jpeg().length);
            answers.write(painted.jpeg());
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            answers.writeByte(NOT_DONE);
        }
    }

    private static void stamp(PageStamper stamper, byte[] file, boolean pdf, String line, DataOutputStream answers)
            throws IOException {
        try {
            byte[] stamped = stamper.stamp(file, pdf, line);
            answers.writeByte(DONE);
            answers.writeInt(stamped.length);
            answers.write(stamped);
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            answers.writeByte(NOT_DONE);
        }
    }
}
