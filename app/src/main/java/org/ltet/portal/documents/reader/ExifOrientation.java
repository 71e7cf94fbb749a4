package org.ltet.portal.documents.reader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** How a phone says it was held: the orientation, 1 to 8, from the Exif part of a JPEG. */
final class ExifOrientation {

    private static final int UPRIGHT = 1;
    private static final int START_OF_SCAN = 0xda;
    private static final int EXIF_SEGMENT = 0xe1;
    private static final int EXIF_MARK = 'E' << 24 | 'x' << 16 | 'i' << 8 | 'f';
    private static final int TAG = 0x0112;
    private static final int ENTRY = 12;

    private ExifOrientation() {}

    /** 1, upright, where nothing else is said or what is said makes no sense. */
    static int of(byte[] jpeg) {
        return exif(jpeg).map(ExifOrientation::orientation).orElse(UPRIGHT);
    }

    private static Optional<ByteBuffer> exif(byte[] jpeg) {
        ByteBuffer file = ByteBuffer.wrap(jpeg);
        if (file.remaining() < 4 || file.getShort() != (short) 0xffd8) {
            return Optional.empty();
        }
        while (file.remaining() >= 4 && (file.get() & 0xff) == 0xff) {
            int kind = file.get() & 0xff;
            int length = Short.toUnsignedInt(file.getShort()) - 2;
            if (kind == START_OF_SCAN || length < 0 || length > file.remaining()) {
                return Optional.empty();
            }
            if (kind == EXIF_SEGMENT && length > 14 && file.getInt(file.position()) == EXIF_MARK) {
                return Optional.of(file.slice(file.position() + 6, length - 6));
            }
            file.position(file.position() + length);
        }
        return Optional.empty();
    }

    private static int orientation(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return UPRIGHT;
        }
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY;
            if (entry + ENTRY > tiff.limit()) {
                break;
            }
            if (Short.toUnsignedInt(tiff.getShort(entry)) == TAG) {
                int value = Short.toUnsignedInt(tiff.getShort(entry + 8));
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** The picture as the person saw it. */
    static Grey upright(Grey picture, int orientation) {
        return switch (orientation) {
            case 2 -> picture.mirrored();
            case 3 -> picture.turned(2);
            case 4 -> picture.mirrored().turned(2);
            case 5 -> picture.mirrored().turned(3);
            case 6 -> picture.turned(1);
            case 7 -> picture.mirrored().turned(1);
            case 8 -> picture.turned(3);
            default -> picture;
        };
    }
}
