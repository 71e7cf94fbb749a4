package org.ltet.portal.documents.reader;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ltet.portal.documents.fields.Box;
import org.ltet.portal.documents.fields.FieldName;
import org.ltet.portal.documents.fields.Found;
import org.ltet.portal.documents.fields.Kind;
import org.ltet.portal.documents.fields.PageText;
import org.ltet.portal.documents.fields.Word;

/**
 * What was read from a document, and its way between the processes.
 *
 * @param count of all pages, also of those that were not read
 * @param poses how each page that was read had to be turned, so that its words stand where they are said to stand
 */
public record ReadResult(
        Kind kind,
        int count,
        List<PageText> pages,
        List<Pose> poses,
        List<Found> fields,
        Clarity clarity,
        List<Look> looks) {

    /** What a page that was read from a picture looks like from afar. */
    public record Look(int page, long hash) {}

    private static final int MOST = 50;
    private static final int MOST_WORDS = 2_000;
    private static final int LONGEST_WORD = 80;
    private static final int FARTHEST = 65_535;

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(kind.name());
        out.writeInt(count);
        out.writeByte(pages.size());
        for (int i = 0; i < pages.size(); i++) {
            write(pages.get(i), poses.get(i), out);
        }
        out.writeByte(fields.size());
        for (Found field : fields) {
            out.writeUTF(field.name().name());
            out.writeUTF(field.value().length() > 300 ? field.value().substring(0, 300) : field.value());
            out.writeDouble(field.confidence());
            out.writeBoolean(field.confirmed());
            Box box = field.box();
            for (int number : new int[] {box.page(), box.left(), box.top(), box.right(), box.bottom()}) {
                out.writeInt(number);
            }
        }
        out.writeInt(clarity.bits());
        out.writeByte(looks.size());
        for (Look look : looks) {
            out.writeByte(look.page());
            out.writeLong(look.hash());
        }
    }

    private static void write(PageText page, Pose pose, DataOutputStream out) throws IOException {
        out.writeInt(page.width());
        out.writeInt(page.height());
        out.writeBoolean(page.printed());
        out.writeByte(pose.quarters());
        out.writeDouble(pose.degrees());
        List<Word> words =
                page.words().subList(0, Math.min(MOST_WORDS, page.words().size()));
        out.writeShort(words.size());
        for (Word word : words) {
            String text = word.text();
            out.writeUTF(text.length() > LONGEST_WORD ? text.substring(0, LONGEST_WORD) : text);
            out.writeDouble(word.confidence());
            Box box = word.box();
            for (int number : new int[] {box.left(), box.top(), box.right(), box.bottom()}) {
                out.writeShort(Math.clamp(number, 0, FARTHEST));
            }
        }
    }

    private static PageText page(int number, DataInputStream in, List<Pose> poses) throws IOException {
        int width = in.readInt();
        int height = in.readInt();
        boolean printed = in.readBoolean();
        poses.add(new Pose(in.readUnsignedByte() % 4, in.readDouble()));
        int count = in.readUnsignedShort();
        if (count > MOST_WORDS) {
            throw new IOException("More than a reader says");
        }
        List<Word> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String text = in.readUTF();
            double confidence = in.readDouble();
            words.add(new Word(
                    text,
                    confidence,
                    new Box(
                            number,
                            in.readUnsignedShort(),
                            in.readUnsignedShort(),
                            in.readUnsignedShort(),
                            in.readUnsignedShort())));
        }
        return new PageText(width, height, printed, words);
    }

    /** @throws IOException when the other side does not keep to the form */
    public static ReadResult read(DataInputStream in) throws IOException {
        try {
            Kind kind = Kind.valueOf(in.readUTF());
            int count = in.readInt();
            int read = bounded(in.readUnsignedByte());
            List<PageText> pages = new ArrayList<>();
            List<Pose> poses = new ArrayList<>();
            for (int i = 0; i < read; i++) {
                pages.add(page(i, in, poses));
            }
            List<Found> fields = new ArrayList<>();
            for (int i = bounded(in.readUnsignedByte()); i > 0; i--) {
                FieldName name = FieldName.valueOf(in.readUTF());
                String value = in.readUTF();
                double confidence = in.readDouble();
                boolean confirmed = in.readBoolean();
                Box box = new Box(in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
                fields.add(new Found(name, value, confidence, confirmed, List.of(new Word(value, confidence, box))));
            }
            Clarity clarity = Clarity.ofBits(in.readInt());
            List<Look> looks = new ArrayList<>();
            for (int i = bounded(in.readUnsignedByte()); i > 0; i--) {
                looks.add(new Look(in.readUnsignedByte(), in.readLong()));
            }
            return new ReadResult(kind, Math.max(count, read), pages, poses, fields, clarity, looks);
        } catch (IllegalArgumentException strange) {
            throw new IOException("Not what a reader says", strange);
        }
    }

    private static int bounded(int count) throws IOException {
        if (count > MOST) {
            throw new IOException("More than a reader says");
        }
        return count;
    }
}
