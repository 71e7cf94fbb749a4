package org.ltet.portal.documents.reader;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/** A picture in shades of grey, one byte for each pixel, row by row. */
record Grey(int width, int height, byte[] pixels) {

    int at(int x, int y) {
        return pixels[y * width + x] & 0xff;
    }

    static Grey of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] pixels = new byte[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = (byte) onWhite(row[x]);
            }
        }
        return new Grey(width, height, pixels);
    }

    /** Samples that have no colours in Java, as of scanners that write CMYK: four inks, stored inverted. */
    static Grey of(Raster raster) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        int bands = raster.getNumBands();
        byte[] pixels = new byte[width * height];
        int[] samples = new int[width * bands];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, samples);
            for (int x = 0; x < width; x++) {
                int least = 255;
                for (int band = 0; band < bands; band++) {
                    least = Math.min(least, samples[x * bands + band]);
                }
                pixels[y * width + x] = (byte) least;
            }
        }
        return new Grey(width, height, pixels);
    }

    private static int onWhite(int argb) {
        int alpha = argb >>> 24;
        int grey = ((argb >> 16 & 0xff) * 299 + (argb >> 8 & 0xff) * 587 + (argb & 0xff) * 114) / 1000;
        return (grey * alpha + 255 * (255 - alpha)) / 255;
    }

    /** Made smaller so that the longer side has at most so many pixels; each new pixel is the mean of those it covers. */
    Grey within(int longest) {
        double factor = (double) longest / Math.max(width, height);
        if (factor >= 1) {
            return this;
        }
        int newWidth = Math.max(1, (int) Math.round(width * factor));
        int newHeight = Math.max(1, (int) Math.round(height * factor));
        byte[] smaller = new byte[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            int top = (int) ((long) y * height / newHeight);
            int bottom = Math.max(top + 1, (int) ((long) (y + 1) * height / newHeight));
            for (int x = 0; x < newWidth; x++) {
                int left = (int) ((long) x * width / newWidth);
                int right = Math.max(left + 1, (int) ((long) (x + 1) * width / newWidth));
                smaller[y * newWidth + x] = (byte) mean(left, top, right, bottom);
            }
        }
        return new Grey(newWidth, newHeight, smaller);
    }

    private int mean(int left, int top, int right, int bottom) {
        int sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += at(x, y);
            }
        }
        return sum / ((right - left) * (bottom - top));
    }

    /** Turned clockwise by so many quarters. */
    Grey turned(int quarters) {
        return switch (Math.floorMod(quarters, 4)) {
            case 1 -> mapped(height, width, (x, y) -> at(y, height - 1 - x));
            case 2 -> mapped(width, height, (x, y) -> at(width - 1 - x, height - 1 - y));
            case 3 -> mapped(height, width, (x, y) -> at(width - 1 - y, x));
            default -> this;
        };
    }

    Grey mirrored() {
        return mapped(width, height, (x, y) -> at(width - 1 - x, y));
    }

    @FunctionalInterface
    private interface Source {
        int at(int x, int y);
    }

    private static Grey mapped(int width, int height, Source source) {
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = (byte) source.at(x, y);
            }
        }
        return new Grey(width, height, pixels);
    }

    /** Without the pixels. */
    @Override
    public String toString() {
        return "Grey[" + width + " x " + height + "]";
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
