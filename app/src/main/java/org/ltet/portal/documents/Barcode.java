package org.ltet.portal.documents;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * A number as the bars of Code 128, which every scanner reads, for a page of which a PDF is made.
 *
 * @param runs widths of bar, gap, bar and so on, from 1 to 4 modules; begins and ends with a bar
 */
public record Barcode(List<Run> runs) {

    public record Run(boolean dark, int width) {}

    public Barcode {
        runs = List.copyOf(runs);
    }

    /** @param text ASCII letters and digits */
    public static Barcode of(String text) {
        BitMatrix dots = new Code128Writer().encode(text, BarcodeFormat.CODE_128, 0, 1);
        int[] inked = dots.getEnclosingRectangle();
        List<Run> runs = new ArrayList<>();
        int start = inked[0];
        int end = inked[0] + inked[2];
        for (int x = start + 1; x <= end; x++) {
            if (x == end || dots.get(x, 0) != dots.get(start, 0)) {
                runs.add(new Run(dots.get(start, 0), x - start));
                start = x;
            }
        }
        return new Barcode(runs);
    }
}
