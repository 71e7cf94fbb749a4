package org.ltet.portal.documents;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Files of a few kilobytes that cost gigabytes or minutes, or are something else than they seem. */
final class HostileFiles {

    private static final int MEGABYTE = 1024 * 1024;

    private HostileFiles() {}

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** So many megabytes of one byte, packed. */
    static byte[] packed(int megabytes, byte filling) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(packed, new Deflater(9))) {
            byte[] block = new byte[MEGABYTE];
            java.util.Arrays.fill(block, filling);
            for (int i = 0; i < megabytes; i++) {
                deflated.write(block);
            }
        }
        return packed.toByteArray();
    }

    static byte[] zip(int megabytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("bill.txt"));
            byte[] block = new byte[MEGABYTE];
            for (int i = 0; i < megabytes; i++) {
                zip.write(block);
            }
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    /** Says in its frame that it has so many pixels. */
    static byte[] jpegOfSize(int width, int height) {
        byte[] jpeg = SampleFiles.jpg(64, 64);
        for (int at = 2; at < jpeg.length - 9; at++) {
            if ((jpeg[at] & 0xff) == 0xff && (jpeg[at + 1] & 0xff) == 0xc0) {
                ByteBuffer.wrap(jpeg).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
                return jpeg;
            }
        }
        throw new IllegalStateException("no frame");
    }

    /** A small picture with a colour profile that unpacks to gigabytes. */
    static byte[] pngWithPackedProfile(int megabytes) throws IOException {
        byte[] png = SampleFiles.png(20, 20);
        int afterHeader = 8 + 25;
        byte[] profile = joined(text("p\0\0"), packed(megabytes, (byte) 0));
        byte[] named = joined(text("iCCP"), profile);
        CRC32 checksum = new CRC32();
        checksum.update(named);
        return joined(
                java.util.Arrays.copyOf(png, afterHeader),
                ByteBuffer.allocate(4).putInt(profile.length).array(),
                named,
                ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array(),
                java.util.Arrays.copyOfRange(png, afterHeader, png.length));
    }

    /** Its objects lie in a stream that unpacks to gigabytes. */
    static byte[] pdfWithPackedObjects(int megabytes) throws IOException {
        byte[] packed = packed(megabytes, (byte) ' ');
        return joined(
                text("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
                        + "4 0 obj\n<</Type/ObjStm/N 100000/First 900000/Filter/FlateDecode/Length "
                        + packed.length + ">>\nstream\n"),
                packed,
                text("\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"));
    }

    /** What is drawn on its page unpacks to gigabytes, several times over. */
    static byte[] pdfWithPackedPage(int megabytes) throws IOException {
        byte[] packed = packed(megabytes, (byte) ' ');
        return SampleFiles.pdf(1, "x", document -> {
            try {
                PDStream content = new PDStream(document);
                try (var raw = content.getCOSObject().createRawOutputStream()) {
                    raw.write(packed);
                }
                content.getCOSObject().setItem(COSName.FILTER, COSName.FLATE_DECODE);
                document.getPage(0).setContents(content);
            } catch (IOException impossible) {
                throw new java.io.UncheckedIOException(impossible);
            }
        });
    }

    /** A page that is one picture of this size, in one colour. */
    static byte[] pdfWithPicture(int width, int height) throws IOException {
        byte[] packed = packed((int) ((long) width * height / MEGABYTE) + 1, (byte) 0x7f);
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            PDImageXObject picture = new PDImageXObject(
                    document,
                    new ByteArrayInputStream(packed),
                    COSName.FLATE_DECODE,
                    width,
                    height,
                    8,
                    PDDeviceGray.INSTANCE);
            page.setResources(new PDResources());
            page.getResources().put(COSName.getPDFName("Im0"), picture);
            PDStream content = new PDStream(document, new ByteArrayInputStream(text("q 612 0 0 792 0 0 cm /Im0 Do Q")));
            page.setContents(content);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    /** Arrays in arrays in arrays. */
    static byte[] pdfNested(int depth) {
        return joined(
                text("%PDF-1.7\n1 0 obj\n"),
                text("[".repeat(depth)),
                text("]".repeat(depth)),
                text("\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"));
    }

    /** Pages that are their own parents' parents. */
    static byte[] pdfInCircles() {
        return text("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
                + "2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]/Parent 3 0 R>>\nendobj\n"
                + "3 0 obj\n<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>\nendobj\n"
                + "trailer\n<</Root 1 0 R>>\n%%EOF\n");
    }
}
