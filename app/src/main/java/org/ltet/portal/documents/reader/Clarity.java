package org.ltet.portal.documents.reader;

import java.util.EnumSet;
import java.util.Set;
import org.ltet.portal.documents.fields.PageText;
import org.ltet.portal.documents.fields.Word;

/** What makes a photo hard to read, so that its maker can be told how to take a better one. */
public record Clarity(Set<Defect> defects) {

    public enum Defect {
        BLURRED,
        DARK,
        GLARE,
        CUT_OFF,
        TOO_SMALL,
        NOTHING_READ
    }

    static final Clarity NOT_A_PHOTO = new Clarity(Set.of());

    private static final int SMALL = 800;
    private static final int DARK_PAPER = 95;
    private static final double SHARP = 0.16;
    private static final int SATURATED = 252;
    private static final int FEW_WORDS = 8;
    private static final double READABLE = 0.6;

    static Clarity of(Grey original, Grey picture, PageText page) {
        Set<Defect> defects = EnumSet.noneOf(Defect.class);
        Histogram light = Histogram.of(picture);
        double legible = page.words().stream()
                .filter(word -> word.confidence() > READABLE)
                .count();
        double share = page.words().isEmpty() ? 0 : legible / page.words().size();
        boolean hard = share < 0.75 || legible < FEW_WORDS;
        if (Math.max(original.width(), original.height()) < SMALL) {
            defects.add(Defect.TOO_SMALL);
        }
        if (light.below(0.9) < DARK_PAPER) {
            defects.add(Defect.DARK);
        }
        if (hard && sharpness(picture, light) < SHARP) {
            defects.add(Defect.BLURRED);
        }
        if (hard && light.shareFrom(SATURATED) > 0.03 && light.below(0.5) < 225) {
            defects.add(Defect.GLARE);
        }
        if (touchesEdge(page)) {
            defects.add(Defect.CUT_OFF);
        }
        if (legible < FEW_WORDS) {
            defects.add(Defect.NOTHING_READ);
        }
        return new Clarity(defects);
    }

    /** The steepest edges against the whole range of light: ink on paper, sharp, changes within two pixels. */
    private static double sharpness(Grey picture, Histogram light) {
        int[] steps = new int[256];
        long count = 0;
        for (int y = 0; y < picture.height(); y += 2) {
            for (int x = 1; x < picture.width(); x++) {
                steps[Math.abs(picture.at(x, y) - picture.at(x - 1, y))]++;
                count++;
            }
        }
        double range = Math.max(20, light.below(0.98) - light.below(0.01));
        return new Histogram(steps, count).below(0.995) / range;
    }

    private static boolean touchesEdge(PageText page) {
        int margin = Math.max(3, page.width() / 400);
        long touching = page.words().stream()
                .filter(word -> word.confidence() > READABLE && word.text().length() > 2)
                .map(Word::box)
                .filter(box -> box.left() <= margin
                        || box.right() >= page.width() - margin
                        || box.top() <= margin
                        || box.bottom() >= page.height() - margin)
                .count();
        return touching >= 3;
    }

    int bits() {
        return defects.stream().mapToInt(defect -> 1 << defect.ordinal()).sum();
    }

    static Clarity ofBits(int bits) {
        Set<Defect> defects = EnumSet.noneOf(Defect.class);
        for (Defect defect : Defect.values()) {
            if ((bits & 1 << defect.ordinal()) != 0) {
                defects.add(defect);
            }
        }
        return new Clarity(defects);
    }

    private record Histogram(int[] counts, long total) {

        static Histogram of(Grey picture) {
            int[] counts = new int[256];
            for (byte pixel : picture.pixels()) {
                counts[pixel & 0xff]++;
            }
            return new Histogram(counts, picture.pixels().length);
        }

        /** The value below which this share of all lies. */
        int below(double share) {
            long seen = 0;
            for (int value = 0; value < counts.length; value++) {
                seen += counts[value];
                if (seen >= total * share) {
                    return value;
                }
            }
            return counts.length - 1;
        }

        double shareFrom(int value) {
            long seen = 0;
            for (int i = value; i < counts.length; i++) {
                seen += counts[i];
            }
            return (double) seen / Math.max(1, total);
        }
    }
}
