package org.ltet.portal.documents.reader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ltet.checks.Input;

/** Pages of files that members sent, made into pictures: a picture no wider than asked for, or a refusal. */
public final class PagePainterFuzz {

    private static final int WIDTH = 240;
    private static final byte[] PDF = "%PDF".getBytes(StandardCharsets.US_ASCII);

    private static final PagePainter PAINTER = new PagePainter(4_000_000);

    private PagePainterFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        boolean pdf = input.length >= PDF.length && Arrays.equals(Arrays.copyOf(input, PDF.length), PDF);
        try {
            PagePainter.Painted painted = PAINTER.paint(input, pdf, 0, WIDTH, Pose.AS_IT_IS);
            byte[] jpeg = painted.jpeg();
            Input.holds(painted.count() >= 0, "a number of pages below none");
            Input.holds(
                    jpeg.length == 0 || (jpeg[0] & 0xff) == 0xff && (jpeg[1] & 0xff) == 0xd8,
                    "something else than a JPEG");
        } catch (IOException | RuntimeException | StackOverflowError refused) {
            // as the process that paints has it: no picture of this page
        }
    }
}
