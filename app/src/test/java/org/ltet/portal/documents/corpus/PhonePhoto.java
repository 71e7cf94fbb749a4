package org.ltet.portal.documents.corpus;

import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Takes a picture of a paper as a phone would: leaning, in uneven light, blurred, noisy, compressed. */
public final class PhonePhoto {

    private PhonePhoto() {}

    /** @param strength from 0, a flatbed scanner, to 4, taken in a hurry in a dark corridor */
    public static byte[] take(BufferedImage paper, int strength, long seed) {
        Random random = new Random(seed * 7919 + strength);
        BufferedImage seen = strength == 0 ? paper : warp(paper, strength, random);
        if (strength > 0) {
            seen = blur(seen, new float[] {0, 0.4f, 0.75f, 1.15f, 1.6f}[strength]);
            light(seen, strength, random);
        }
        return jpeg(seen, new float[] {0.92f, 0.85f, 0.72f, 0.6f, 0.5f}[strength]);
    }

    /** Each corner is moved a little, and the paper lies on a table. */
    private static BufferedImage warp(BufferedImage paper, int strength, Random random) {
        int margin = 30 + 15 * strength;
        int width = paper.getWidth() + 2 * margin;
        int height = paper.getHeight() + 2 * margin;
        double shift = new double[] {0, 0.004, 0.010, 0.018, 0.028}[strength];
        double turn = Math.toRadians(new double[] {0, 0.6, 1.5, 2.6, 4}[strength]) * (random.nextDouble() * 2 - 1);
        double[] corners = new double[8];
        double[][] base = {
            {margin, margin}, {width - margin, margin}, {width - margin, height - margin}, {margin, height - margin}
        };
        for (int i = 0; i < 4; i++) {
            double x = base[i][0] - width / 2.0;
            double y = base[i][1] - height / 2.0;
            corners[2 * i] = x * Math.cos(turn)
                    - y * Math.sin(turn)
                    + width / 2.0
                    + (random.nextDouble() * 2 - 1) * shift * width;
            corners[2 * i + 1] = x * Math.sin(turn)
                    + y * Math.cos(turn)
                    + height / 2.0
                    + (random.nextDouble() * 2 - 1) * shift * height;
        }
        double[] map = homography(
                corners,
                new double[] {0, 0, paper.getWidth(), 0, paper.getWidth(), paper.getHeight(), 0, paper.getHeight()});
        BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int table = 0x6b5a48;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double w = map[6] * x + map[7] * y + 1;
                photo.setRGB(
                        x,
                        y,
                        sample(
                                paper,
                                (map[0] * x + map[1] * y + map[2]) / w,
                                (map[3] * x + map[4] * y + map[5]) / w,
                                table));
            }
        }
        return photo;
    }

    private static int sample(BufferedImage image, double x, double y, int outside) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        if (left < 0 || top < 0 || left + 1 >= image.getWidth() || top + 1 >= image.getHeight()) {
            return outside;
        }
        double fx = x - left;
        double fy = y - top;
        int result = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double upper = (image.getRGB(left, top) >> shift & 255) * (1 - fx)
                    + (image.getRGB(left + 1, top) >> shift & 255) * fx;
            double lower = (image.getRGB(left, top + 1) >> shift & 255) * (1 - fx)
                    + (image.getRGB(left + 1, top + 1) >> shift & 255) * fx;
            result |= (int) (upper * (1 - fy) + lower * fy) << shift;
        }
        return result;
    }

    private static double[] homography(double[] from, double[] to) {
        double[][] m = new double[8][9];
        for (int i = 0; i < 4; i++) {
            double x = from[2 * i];
            double y = from[2 * i + 1];
            double u = to[2 * i];
            double v = to[2 * i + 1];
            m[2 * i] = new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y, u};
            m[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -v * x, -v * y, v};
        }
        for (int i = 0; i < 8; i++) {
            int pivot = i;
            for (int r = i; r < 8; r++) {
                pivot = Math.abs(m[r][i]) > Math.abs(m[pivot][i]) ? r : pivot;
            }
            double[] swap = m[i];
            m[i] = m[pivot];
            m[pivot] = swap;
            for (int r = 0; r < 8; r++) {
                if (r != i) {
                    double factor = m[r][i] / m[i][i];
                    for (int c = i; c < 9; c++) {
                        m[r][c] -= factor * m[i][c];
                    }
                }
            }
        }
        double[] result = new double[8];
        Arrays.setAll(result, i -> m[i][8] / m[i][i]);
        return result;
    }

    private static BufferedImage blur(BufferedImage image, float sigma) {
        int radius = 4;
        float[] weights = new float[(2 * radius + 1)];
        float sum = 0;
        for (int i = -radius; i <= radius; i++) {
            weights[i + radius] = (float) Math.exp(-i * i / (2 * sigma * sigma));
            sum += weights[i + radius];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        BufferedImage across =
                new ConvolveOp(new Kernel(weights.length, 1, weights), ConvolveOp.EDGE_NO_OP, null).filter(image, null);
        return new ConvolveOp(new Kernel(1, weights.length, weights), ConvolveOp.EDGE_NO_OP, null).filter(across, null);
    }

    /** A shadow falls from one side, the rest is as bright as the room; the sensor adds noise. */
    private static void light(BufferedImage image, int strength, Random random) {
        double dark = new double[] {0, 0.10, 0.22, 0.36, 0.5}[strength];
        double noise = new double[] {0, 3, 6, 10, 15}[strength];
        double angle = random.nextDouble() * Math.PI * 2;
        double edge = random.nextDouble() * 0.5;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                double along = (x / (double) image.getWidth() - 0.5) * Math.cos(angle)
                        + (y / (double) image.getHeight() - 0.5) * Math.sin(angle);
                double shade = 1 - dark / (1 + Math.exp(-(along - edge + 0.25) * 14)) - dark * 0.25;
                double grain = random.nextGaussian() * noise;
                int rgb = image.getRGB(x, y);
                int result = 0;
                for (int shift = 0; shift <= 16; shift += 8) {
                    result |= (int) Math.clamp((rgb >> shift & 255) * shade + grain, 0, 255) << shift;
                }
                image.setRGB(x, y, result);
            }
        }
    }

    private static byte[] jpeg(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream target = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(target);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
