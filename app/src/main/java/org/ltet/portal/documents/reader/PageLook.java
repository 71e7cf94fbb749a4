package org.ltet.portal.documents.reader;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ltet.portal.documents.fields.Box;
import org.ltet.portal.documents.fields.Word;

/**
 * What a page looks like from afar, in 64 bits: two photos of one paper differ in few of them, whatever the light, the
 * distance and the compression. Taken of the part with words only, so that table and hand around the paper do not count:
 * its light and dark in 32 by 32 fields, of which the cosine transform's lower frequencies are above or below their
 * median.
 */
final class PageLook {

    private static final int FIELDS = 32;
    private static final int SIDE = 8;
    private static final int FEW_WORDS = 8;

    /** Words at the edge that are read in one photo and not in the other move the part that is looked at. */
    private static final double READABLE = 0.75;

    /** Share of words on each side that may lie outside: a speck far off is no word. */
    private static final double OUTSIDE = 0.03;

    private static final double[][] COSINES = new double[SIDE + 1][FIELDS];

    static {
        for (int frequency = 0; frequency <= SIDE; frequency++) {
            for (int at = 0; at < FIELDS; at++) {
                COSINES[frequency][at] = Math.cos(Math.PI * frequency * (2 * at + 1) / (2.0 * FIELDS));
            }
        }
    }

    private PageLook() {}

    /** Empty for a page with hardly a word: all white pages look alike. */
    static Optional<Long> of(Grey page, List<Word> words) {
        List<Box> legible = words.stream()
                .filter(word -> word.confidence() > READABLE && word.text().length() > 1)
                .map(Word::box)
                .toList();
        if (legible.size() < FEW_WORDS) {
            return Optional.empty();
        }
        int left = lowest(legible.stream().mapToInt(Box::left).toArray());
        int top = lowest(legible.stream().mapToInt(Box::top).toArray());
        int right = page.width()
                - lowest(legible.stream()
                        .mapToInt(box -> page.width() - box.right())
                        .toArray());
        int bottom = page.height()
                - lowest(legible.stream()
                        .mapToInt(box -> page.height() - box.bottom())
                        .toArray());
        if (right - left < FIELDS || bottom - top < FIELDS) {
            return Optional.empty();
        }
        return Optional.of(hash(fields(page, Math.max(0, left), Math.max(0, top), right, bottom)));
    }

    private static int lowest(int[] values) {
        Arrays.sort(values);
        return values[(int) (values.length * OUTSIDE)];
    }

    private static double[][] fields(Grey page, int left, int top, int right, int bottom) {
        double[][] fields = new double[FIELDS][FIELDS];
        for (int row = 0; row < FIELDS; row++) {
            int from = top + (int) ((long) row * (bottom - top) / FIELDS);
            int to = top + (int) ((long) (row + 1) * (bottom - top) / FIELDS);
            for (int column = 0; column < FIELDS; column++) {
                int begin = left + (int) ((long) column * (right - left) / FIELDS);
                int end = left + (int) ((long) (column + 1) * (right - left) / FIELDS);
                fields[row][column] = mean(page, begin, from, end, to);
            }
        }
        return fields;
    }

    private static double mean(Grey page, int left, int top, int right, int bottom) {
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += page.at(x, y);
            }
        }
        return (double) sum / ((long) (right - left) * (bottom - top));
    }

    private static long hash(double[][] fields) {
        double[] waves = new double[SIDE * SIDE];
        for (int v = 1; v <= SIDE; v++) {
            for (int u = 1; u <= SIDE; u++) {
                double sum = 0;
                for (int row = 0; row < FIELDS; row++) {
                    for (int column = 0; column < FIELDS; column++) {
                        sum += fields[row][column] * COSINES[v][row] * COSINES[u][column];
                    }
                }
                waves[(v - 1) * SIDE + u - 1] = sum;
            }
        }
        double[] sorted = waves.clone();
        Arrays.sort(sorted);
        double median = (sorted[waves.length / 2 - 1] + sorted[waves.length / 2]) / 2;
        long hash = 0;
        for (double wave : waves) {
            hash = hash << 1 | (wave > median ? 1 : 0);
        }
        return hash;
    }
}
