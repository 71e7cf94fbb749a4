package org.ltet.portal.documents.cleaning;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/** The directories of tags that cameras write, as far as they matter here: how it was held, and where it was. */
final class Exif {

    static final int UPRIGHT = 1;

    /** Stands before the directories inside a JPEG. */
    static final byte[] MARK = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private static final int ORIENTATION = 0x0112;
    private static final int PLACE = 0x8825;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;
    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    private Exif() {}

    static boolean isExif(byte[] segment) {
        return segment.length > MARK.length && Arrays.equals(segment, 0, MARK.length - 1, MARK, 0, MARK.length - 1);
    }

    static byte[] marked(byte[] directories) {
        return ByteBuffer.allocate(MARK.length + directories.length)
                .put(MARK)
                .put(directories)
                .array();
    }

    /** Directories that say how the device was held and nothing else. */
    static byte[] only(int orientation) {
        return ByteBuffer.allocate(26)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) ORIENTATION)
                .putShort((short) SHORT)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /** Upright where nothing else is said, or what is said makes no sense. */
    static int orientation(byte[] bytes, int from, int to) {
        ByteBuffer tiff = tiff(bytes, from, to);
        OptionalInt entry = entry(tiff, ORIENTATION);
        if (entry.isEmpty()) {
            return UPRIGHT;
        }
        int value = Short.toUnsignedInt(tiff.getShort(entry.getAsInt() + 8));
        return value >= 1 && value <= 8 ? value : UPRIGHT;
    }

    /** Overwrites with zeros where the camera was; everything keeps its position. */
    static void blotPlace(byte[] bytes, int from, int to) {
        ByteBuffer tiff = tiff(bytes, from, to);
        OptionalInt pointer = entry(tiff, PLACE);
        if (pointer.isEmpty()) {
            return;
        }
        int directory = tiff.getInt(pointer.getAsInt() + 8);
        int count = entries(tiff, directory);
        for (int i = 0; i < count; i++) {
            int entry = directory + 2 + i * ENTRY;
            int type = Short.toUnsignedInt(tiff.getShort(entry + 2));
            long size = Integer.toUnsignedLong(tiff.getInt(entry + 4)) * (type < SIZES.length ? SIZES[type] : 1);
            if (size > 4) {
                blot(tiff, Integer.toUnsignedLong(tiff.getInt(entry + 8)), size);
            }
        }
        if (count > 0) {
            blot(tiff, directory, 2L + (long) count * ENTRY);
        }
    }

    private static void blot(ByteBuffer tiff, long start, long length) {
        for (long at = start; at < Math.min(tiff.limit(), start + length); at++) {
            tiff.put((int) at, (byte) 0);
        }
    }

    private static ByteBuffer tiff(byte[] bytes, int from, int to) {
        ByteBuffer tiff = ByteBuffer.wrap(bytes, from, to - from).slice();
        return tiff.order(tiff.hasRemaining() && tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    /** Position of a tag in the first directory. */
    private static OptionalInt entry(ByteBuffer tiff, int tag) {
        if (tiff.limit() < 8 || tiff.getShort(2) != 42) {
            return OptionalInt.empty();
        }
        int directory = tiff.getInt(4);
        int count = entries(tiff, directory);
        for (int i = 0; i < count; i++) {
            int entry = directory + 2 + i * ENTRY;
            if (Short.toUnsignedInt(tiff.getShort(entry)) == tag) {
                return OptionalInt.of(entry);
            }
        }
        return OptionalInt.empty();
    }

    /** As many entries as really fit in. */
    private static int entries(ByteBuffer tiff, int directory) {
        if (directory < 8 || directory > tiff.limit() - 2) {
            return 0;
        }
        return Math.min(Short.toUnsignedInt(tiff.getShort(directory)), (tiff.limit() - directory - 2) / ENTRY);
    }
}
