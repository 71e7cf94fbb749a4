package org.ltet.portal.documents.reader;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * Makes a JPEG of one page, so wide as it is asked for, standing as it stood when it was read. What it makes is drawn
 * anew, point by point: nothing of the file itself, no script and no place where a photo was taken, comes out with it.
 */
final class PagePainter {

    /** @param jpeg empty where there is no such page */
    @SuppressWarnings("ArrayRecordComponent")
    record Painted(int count, byte[] jpeg) {}

    private static final long MOST_PIXELS = 12_000_000;
    private static final float QUALITY = 0.82f;
    private static final byte[] NONE = {};

    private final long maxPixels;

    PagePainter(long maxPixels) {
        this.maxPixels = maxPixels;
        ImageIO.setUseCache(false);
    }

    /** @param page from 0; less than that where only the number of pages is asked for */
    Painted paint(byte[] file, boolean pdf, int page, int width, Pose pose) throws IOException {
        if (!pdf) {
            return new Painted(1, page == 0 ? jpeg(finish(photo(file, width, pose), width, pose)) : NONE);
        }
        try (PDDocument document = Loader.loadPDF(new RandomAccessReadBuffer(file))) {
            int count = document.getNumberOfPages();
            if (page < 0 || page >= count) {
                return new Painted(count, NONE);
            }
            return new Painted(count, jpeg(finish(page(document, page, width, pose), width, pose)));
        }
    }

    /** The whole picture, upright as its camera says, at most so wide. */
    BufferedImage picture(byte[] file, int widest) throws IOException {
        BufferedImage photo = photo(file, widest, Pose.AS_IT_IS);
        return finish(photo, Math.min(widest, photo.getWidth()), Pose.AS_IT_IS);
    }

    private static BufferedImage page(PDDocument document, int index, int width, Pose pose) throws IOException {
        PDRectangle size = document.getPage(index).getCropBox();
        boolean lying = document.getPage(index).getRotation() % 180 != 0;
        double across = Math.max(1, lying ? size.getHeight() : size.getWidth());
        double down = Math.max(1, lying ? size.getWidth() : size.getHeight());
        double scale = width / (pose.quarters() % 2 == 0 ? across : down);
        double bounded = Math.min(scale, Math.sqrt(MOST_PIXELS / (across * down)));
        PDFRenderer renderer = new PDFRenderer(document);
        renderer.setSubsamplingAllowed(true);
        return renderer.renderImage(index, (float) bounded, ImageType.RGB);
    }

    /** The picture, upright as its camera says, not much larger than it is needed. */
    private BufferedImage photo(byte[] file, int width, Pose pose) throws IOException {
        int orientation = ExifOrientation.of(file);
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new IOException("Not a picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                boolean swapped = orientation > 4 ^ pose.quarters() % 2 != 0;
                int across = swapped ? reader.getHeight(0) : reader.getWidth(0);
                BufferedImage raw = decode(reader, across / Math.max(1, 2 * width));
                return upright(raw, orientation);
            } finally {
                reader.dispose();
            }
        }
    }

    private BufferedImage decode(ImageReader reader, int wanted) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > maxPixels) {
            throw new IOException("Too many pixels");
        }
        int needed = (int) Math.ceil(Math.sqrt((double) pixels / MOST_PIXELS));
        int shorter = Math.min(reader.getWidth(0), reader.getHeight(0));
        int step = Math.clamp(Math.max(wanted, needed), 1, shorter);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        if (types.hasNext() || !reader.canReadRaster()) {
            return reader.read(0, param);
        }
        // four inks, which Java has no colours for: as the reading has it, in grey
        Grey grey = Grey.of(reader.readRaster(0, param));
        BufferedImage image = new BufferedImage(grey.width(), grey.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, grey.width(), grey.height(), grey.pixels());
        return image;
    }

    private static BufferedImage upright(BufferedImage image, int orientation) {
        int w = image.getWidth();
        int h = image.getHeight();
        AffineTransform turn = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
            default -> new AffineTransform();
        };
        return turn.isIdentity() ? image : drawn(image, turn, orientation > 4 ? h : w, orientation > 4 ? w : h);
    }

    private static BufferedImage finish(BufferedImage image, int width, Pose pose) {
        BufferedImage turned = turned(image, pose.quarters());
        while (turned.getWidth() > 2 * width) {
            int half = (turned.getWidth() + 1) / 2;
            turned = scaled(turned, half);
        }
        BufferedImage sized = turned.getWidth() > width ? scaled(turned, width) : turned;
        AffineTransform level = AffineTransform.getRotateInstance(
                Math.toRadians(pose.degrees()), sized.getWidth() / 2.0, sized.getHeight() / 2.0);
        return drawn(sized, level, sized.getWidth(), sized.getHeight());
    }

    private static BufferedImage turned(BufferedImage image, int quarters) {
        int w = image.getWidth();
        int h = image.getHeight();
        return switch (Math.floorMod(quarters, 4)) {
            case 1 -> drawn(image, new AffineTransform(0, 1, -1, 0, h, 0), h, w);
            case 2 -> drawn(image, new AffineTransform(-1, 0, 0, -1, w, h), w, h);
            case 3 -> drawn(image, new AffineTransform(0, -1, 1, 0, 0, w), h, w);
            default -> image;
        };
    }

    private static BufferedImage scaled(BufferedImage image, int width) {
        double factor = (double) width / image.getWidth();
        int height = (int) Math.max(1, Math.round(image.getHeight() * factor));
        return drawn(
                image, AffineTransform.getScaleInstance(factor, (double) height / image.getHeight()), width, height);
    }

    /** On white, as paper. */
    private static BufferedImage drawn(BufferedImage image, AffineTransform transform, int width, int height) {
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, transform, null);
        } finally {
            graphics.dispose();
        }
        return sheet;
    }

    static byte[] jpeg(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
