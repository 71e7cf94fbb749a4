package org.ltet.portal.documents.reader;

import static org.bytedeco.leptonica.global.leptonica.boxCreate;
import static org.bytedeco.leptonica.global.leptonica.pixAddBorder;
import static org.bytedeco.leptonica.global.leptonica.pixBackgroundNormSimple;
import static org.bytedeco.leptonica.global.leptonica.pixClipRectangle;
import static org.bytedeco.leptonica.global.leptonica.pixCopy;
import static org.bytedeco.leptonica.global.leptonica.pixCreate;
import static org.bytedeco.leptonica.global.leptonica.pixDestroy;
import static org.bytedeco.leptonica.global.leptonica.pixFindSkewAndDeskew;
import static org.bytedeco.leptonica.global.leptonica.pixGetData;
import static org.bytedeco.leptonica.global.leptonica.pixScale;
import static org.bytedeco.leptonica.global.leptonica.pixSetInRect;
import static org.bytedeco.leptonica.global.leptonica.pixUnsharpMasking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.leptonica.BOX;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.tesseract.TessBaseAPI;
import org.bytedeco.tesseract.global.tesseract;
import org.ltet.portal.documents.fields.Box;
import org.ltet.portal.documents.fields.Word;

/** Straightens a picture, evens out its light and reads its words. Holds native memory: close what it gives. */
final class Recogniser implements AutoCloseable {

    /** A picture made ready, in native memory. */
    static final class Sheet implements AutoCloseable {

        private final PIX pix;
        private final double straightened;

        private Sheet(PIX pix, double straightened) {
            this.pix = pix;
            this.straightened = straightened;
        }

        /** By how many degrees it was turned clockwise about its middle so that its lines lie level. */
        double straightened() {
            return straightened;
        }

        int width() {
            return pix.w();
        }

        int height() {
            return pix.h();
        }

        /** A copy outside native memory. */
        Grey grey() {
            int width = pix.w();
            int height = pix.h();
            int perLine = pix.wpl();
            byte[] pixels = new byte[width * height];
            int[] line = new int[perLine];
            for (int y = 0; y < height; y++) {
                pixGetData(pix).position((long) y * perLine).get(line, 0, perLine);
                for (int x = 0; x < width; x++) {
                    pixels[y * width + x] = (byte) (line[x >> 2] >>> (24 - 8 * (x & 3)));
                }
            }
            return new Grey(width, height, pixels);
        }

        @Override
        public void close() {
            pixDestroy(pix);
        }
    }

    private static final int WORD = 5;
    private static final int COLUMNS = 12;
    private static final double DOUBTFUL = 0.45;
    private static final double FAINT = 0.3;
    private static final int SMALL = 1_300;
    private static final int ASSUMED_DPI = 220;
    private static final float LARGER = 1.4f;
    private static final float SHARPER = 0.5f;

    private final Path languageData;
    private final TessBaseAPI api = new TessBaseAPI();
    private final TessBaseAPI orientation = new TessBaseAPI();
    private boolean orientationReady;

    Recogniser(Path languageData, String languages) throws IOException {
        this.languageData = languageData;
        if (api.Init(languageData.toString(), languages) != 0) {
            throw new IOException("The language data cannot be used");
        }
        api.SetVariable("user_defined_dpi", Integer.toString(ASSUMED_DPI));
    }

    /** Small pictures are enlarged, because letters of few pixels are not told apart. */
    Sheet prepare(Grey grey) {
        return prepare(grey, Math.max(grey.width(), grey.height()) < SMALL);
    }

    Sheet prepare(Grey grey, boolean enlarged) {
        PIX raw = toPix(grey);
        PIX sized = raw;
        if (enlarged) {
            sized = pixScale(raw, 2, 2);
            pixDestroy(raw);
        }
        PIX even = pixBackgroundNormSimple(sized, null, null);
        if (even == null || even.isNull()) {
            even = sized;
        } else {
            pixDestroy(sized);
        }
        PIX straight;
        double degrees;
        try (FloatPointer angle = new FloatPointer(1);
                FloatPointer surety = new FloatPointer(1)) {
            straight = pixFindSkewAndDeskew(even, 0, angle, surety);
            degrees = angle.get();
        }
        if (straight == null || straight.isNull()) {
            return new Sheet(even, 0);
        }
        // a picture that is straight already comes back as itself, counted once more: the count is given up through a
        // second pointer, because destroying through the first would forget it
        boolean asItWas = straight.equals(even);
        pixDestroy(asItWas ? new PIX(even) : even);
        return new Sheet(straight, asItWas ? 0 : degrees);
    }

    private static PIX toPix(Grey grey) {
        PIX pix = pixCreate(grey.width(), grey.height(), 8);
        int perLine = pix.wpl();
        int[] line = new int[perLine];
        for (int y = 0; y < grey.height(); y++) {
            Arrays.fill(line, 0);
            int at = y * grey.width();
            for (int x = 0; x < grey.width(); x++) {
                line[x >> 2] |= (grey.pixels()[at + x] & 0xff) << (24 - 8 * (x & 3));
            }
            pixGetData(pix).position((long) y * perLine).put(line, 0, perLine);
        }
        return pix;
    }

    /**
     * The words of a page. Looking for columns of text, Tesseract passes over narrow ones, as those of amounts; so what
     * is left after the words it read is looked at a second time, word by word.
     */
    List<Word> words(Sheet sheet, int page) {
        List<Word> words = new ArrayList<>(read(sheet.pix, page, tesseract.PSM_AUTO));
        PIX rest = pixCopy((PIX) null, sheet.pix);
        try {
            words.removeIf(word -> word.confidence() < DOUBTFUL);
            for (Word word : words) {
                try (BOX box = place(word.box())) {
                    pixSetInRect(rest, box);
                }
            }
            for (Word word : read(rest, page, tesseract.PSM_SPARSE_TEXT)) {
                boolean sign = word.text().chars().anyMatch(Character::isLetterOrDigit);
                if (sign && word.confidence() >= FAINT) {
                    words.add(word);
                }
            }
        } finally {
            pixDestroy(rest);
        }
        return words;
    }

    /**
     * The words of the same page seen in another way, sharper and larger, as rows of one block: what both ways agree on is
     * surer than what one says. They stand where those of {@link #words} do.
     */
    List<Word> wordsOtherwise(Sheet sheet, int page) {
        PIX sharp = pixUnsharpMasking(sheet.pix, 2, SHARPER);
        PIX larger = pixScale(sharp, LARGER, LARGER);
        pixDestroy(sharp);
        try {
            return read(larger, page, tesseract.PSM_SINGLE_BLOCK).stream()
                    .filter(word -> word.confidence() >= FAINT)
                    .map(word -> new Word(word.text(), word.confidence(), smaller(word.box())))
                    .toList();
        } finally {
            pixDestroy(larger);
        }
    }

    private static Box smaller(Box box) {
        int left = Math.round(box.left() / LARGER);
        int top = Math.round(box.top() / LARGER);
        return new Box(
                box.page(),
                left,
                top,
                Math.max(left + 1, Math.round(box.right() / LARGER)),
                Math.max(top + 1, Math.round(box.bottom() / LARGER)));
    }

    private List<Word> read(PIX pix, int page, int mode) {
        api.SetPageSegMode(mode);
        api.SetImage(pix);
        try (BytePointer tsv = api.GetTSVText(0)) {
            return tsv == null || tsv.isNull() ? List.of() : parse(tsv.getString(StandardCharsets.UTF_8), page);
        } finally {
            api.Clear();
        }
    }

    private static BOX place(Box box) {
        return boxCreate(box.left(), box.top(), box.width(), box.height());
    }

    /** The text of one place, read again by itself and larger. */
    String again(Sheet sheet, Box place) {
        int margin = Math.max(4, place.height() / 3);
        int left = Math.max(0, place.left() - margin);
        int top = Math.max(0, place.top() - margin);
        int right = Math.min(sheet.width(), place.right() + margin);
        int bottom = Math.min(sheet.height(), place.bottom() + margin);
        if (right - left < 4 || bottom - top < 4) {
            return "";
        }
        PIX cut;
        try (BOX box = boxCreate(left, top, right - left, bottom - top)) {
            cut = pixClipRectangle(sheet.pix, box, (BOX) null);
        }
        float factor = Math.clamp(60f / Math.max(1, place.height()), 1f, 3f) * 1.15f;
        PIX larger = pixScale(cut, factor, factor);
        PIX framed = pixAddBorder(larger, 20, 255);
        api.SetPageSegMode(tesseract.PSM_SINGLE_LINE);
        api.SetImage(framed);
        try (BytePointer text = api.GetUTF8Text()) {
            return text == null || text.isNull()
                    ? ""
                    : text.getString(StandardCharsets.UTF_8).strip();
        } finally {
            api.Clear();
            pixDestroy(framed);
            pixDestroy(larger);
            pixDestroy(cut);
        }
    }

    /** By how many quarters, clockwise, the picture has to be turned to stand upright; empty where it cannot be told. */
    Optional<Integer> quartersToTurn(Sheet sheet) {
        if (!orientationReady) {
            if (orientation.Init(languageData.toString(), "osd") != 0) {
                return Optional.empty();
            }
            orientationReady = true;
        }
        orientation.SetPageSegMode(tesseract.PSM_OSD_ONLY);
        orientation.SetImage(sheet.pix);
        try (IntPointer degrees = new IntPointer(1);
                FloatPointer surety = new FloatPointer(1);
                BytePointer script = new BytePointer((Pointer) null);
                FloatPointer scriptSurety = new FloatPointer(1)) {
            boolean told = orientation.DetectOrientationScript(degrees, surety, script, scriptSurety);
            return told ? Optional.of(Math.floorMod(-degrees.get() / 90, 4)) : Optional.empty();
        } finally {
            orientation.Clear();
        }
    }

    private static List<Word> parse(String tsv, int page) {
        List<Word> words = new ArrayList<>();
        for (String line : tsv.split("\n")) {
            String[] columns = line.split("\t", COLUMNS);
            if (columns.length < COLUMNS || Integer.parseInt(columns[0]) != WORD || columns[11].isBlank()) {
                continue;
            }
            int left = Integer.parseInt(columns[6]);
            int top = Integer.parseInt(columns[7]);
            words.add(new Word(
                    columns[11].strip(),
                    Double.parseDouble(columns[10]) / 100,
                    new Box(page, left, top, left + Integer.parseInt(columns[8]), top + Integer.parseInt(columns[9]))));
        }
        return words;
    }

    @Override
    public void close() {
        api.End();
        api.close();
        orientation.End();
        orientation.close();
    }
}
