package org.ltet.portal.documents.reader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes JPEG and PNG into grey, with bounded memory: of a very large picture only every second or third pixel. */
final class PictureDecoder {

    private static final long MOST_PIXELS = 16_000_000;

    private final long maxPixels;

    PictureDecoder(long maxPixels) {
        this.maxPixels = maxPixels;
        ImageIO.setUseCache(false);
    }

    Grey decode(byte[] file) throws IOException {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new IOException("Not a picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return ExifOrientation.upright(read(reader), ExifOrientation.of(file));
            } finally {
                reader.dispose();
            }
        }
    }

    private Grey read(ImageReader reader) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > maxPixels) {
            throw new IOException("Too many pixels");
        }
        int step = (int) Math.ceil(Math.sqrt((double) pixels / MOST_PIXELS));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(
                Math.clamp(step, 1, reader.getWidth(0)), Math.clamp(step, 1, reader.getHeight(0)), 0, 0);
        try {
            return Grey.of(reader.read(0, param));
        } catch (IIOException failed) {
            if (!reader.canReadRaster() || !"Unsupported Image Type".equals(failed.getMessage())) {
                throw failed;
            }
            return Grey.of(reader.readRaster(0, param));
        }
    }
}
