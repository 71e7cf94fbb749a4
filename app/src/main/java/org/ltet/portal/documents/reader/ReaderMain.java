package org.ltet.portal.documents.reader;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.ltet.portal.documents.fields.Kind;

/**
 * The child process. It answers {@link #READY}, then for each document what was read, or {@link #UNREADABLE}, and ends
 * when its standard input ends, so that it never outlives the portal.
 */
public final class ReaderMain {

    public static final byte READY = 7;
    public static final byte READ = 1;
    public static final byte UNREADABLE = 2;

    private ReaderMain() {}

    /** @param arguments folder of the language data, languages as "eng+hin", largest number of megapixels */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        DataOutputStream answers =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // whatever a library prints must not be taken for an answer
        System.setOut(System.err);
        DataInputStream requests = new DataInputStream(new BufferedInputStream(System.in));
        try (DocumentReader reader =
                new DocumentReader(Path.of(arguments[0]), arguments[1], Long.parseLong(arguments[2]) * 1_000_000)) {
            answers.writeByte(READY);
            answers.flush();
            while (true) {
                boolean pdf;
                try {
                    pdf = requests.readBoolean();
                } catch (EOFException portalIsGone) {
                    return;
                }
                Kind expected = Kind.valueOf(requests.readUTF());
                LocalDate today = LocalDate.ofEpochDay(requests.readLong());
                byte[] file = requests.readNBytes(requests.readInt());
                answer(reader, file, pdf, expected, today, answers);
            }
        }
    }

    private static void answer(
            DocumentReader reader, byte[] file, boolean pdf, Kind expected, LocalDate today, DataOutputStream answers)
            throws IOException {
        try {
            ReadResult result = reader.read(file, pdf, expected, today);
            answers.writeByte(READ);
            result.write(answers);
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            answers.writeByte(UNREADABLE);
        }
        answers.flush();
    }
}
