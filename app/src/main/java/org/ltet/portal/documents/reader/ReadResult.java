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

/** What was read from a document, and its way between the processes; of the pages only their sizes travel. */
public record ReadResult(Kind kind, List<PageText> pages, List<Found> fields, Clarity clarity, List<Look> looks) {

    /** What a page that was read from a picture looks like from afar. */
    public record Look(int page, long hash) {}

    private static final int MOST = 50;

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(kind.name());
        out.writeByte(pages.size());
        for (PageText page : pages) {
            out.writeInt(page.width());
            out.writeInt(page.height());
            out.writeBoolean(page.printed());
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

    /** @throws IOException when the other side does not keep to the form */
    public static ReadResult read(DataInputStream in) throws IOException {
        try {
            Kind kind = Kind.valueOf(in.readUTF());
            List<PageText> pages = new ArrayList<>();
            for (int i = bounded(in.readUnsignedByte()); i > 0; i--) {
                pages.add(new PageText(in.readInt(), in.readInt(), in.readBoolean(), List.of()));
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
            return new ReadResult(kind, pages, fields, clarity, looks);
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
