package org.ltet.portal.documents.checker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes a picture once, coarsely: its size is told from the header before a pixel is read. */
final class PictureCheck {

    /** About as many pixels as are kept in memory of any picture. */
    private static final long KEPT_PIXELS = 250_000;

    private static final int PNG_SIGNATURE = 8;
    private static final int PNG_END = 'I' << 24 | 'E' << 16 | 'N' << 8 | 'D';

    /** Length, type and checksum of a chunk. */
    private static final int CHUNK_FRAME = 12;

    private final long maxPixels;

    PictureCheck(long maxPixels) {
        this.maxPixels = maxPixels;
        ImageIO.setUseCache(false);
    }

    Optional<Finding> check(byte[] file) {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return Optional.of(Finding.of("corrupt"));
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return check(reader, file);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            return Optional.of(Finding.of("corrupt"));
        }
    }

    private Optional<Finding> check(ImageReader reader, byte[] file) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > maxPixels) {
            return Optional.of(new Finding("tooManyPixels", maxPixels / 1_000_000));
        }
        AtomicBoolean cutOff = new AtomicBoolean();
        reader.addIIOReadWarningListener((source, warning) -> {
            if (warning.contains("premature end of data")) {
                cutOff.set(true);
            }
        });
        int step = (int) Math.max(1, Math.ceil(Math.sqrt((double) pixels / KEPT_PIXELS)));
        ImageReadParam coarse = reader.getDefaultReadParam();
        coarse.setSourceSubsampling(Math.min(step, reader.getWidth(0)), Math.min(step, reader.getHeight(0)), 0, 0);
        decode(reader, coarse);
        return cutOff.get() || reader.getFormatName().equals("png") && !hasEnd(file)
                ? Optional.of(Finding.of("corrupt"))
                : Optional.empty();
    }

    /** Java shows the upper part of a PNG that was cut off without a word; a whole one has its end chunk. */
    private static boolean hasEnd(byte[] png) {
        ByteBuffer chunks = ByteBuffer.wrap(png).position(PNG_SIGNATURE);
        while (chunks.remaining() >= CHUNK_FRAME) {
            long length = Integer.toUnsignedLong(chunks.getInt());
            if (chunks.getInt() == PNG_END) {
                return true;
            }
            if (length + Integer.BYTES > chunks.remaining()) {
                return false;
            }
            chunks.position(chunks.position() + (int) length + Integer.BYTES);
        }
        return false;
    }

    /** CMYK pictures of some scanners have no RGB form in Java, but their samples can be read all the same. */
    private static void decode(ImageReader reader, ImageReadParam coarse) throws IOException {
        try {
            reader.read(0, coarse);
        } catch (IIOException failed) {
            if (!reader.canReadRaster() || !"Unsupported Image Type".equals(failed.getMessage())) {
                throw failed;
            }
            reader.readRaster(0, coarse);
        }
    }
}
