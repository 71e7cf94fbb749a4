package org.ltet.portal.documents.reader;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ltet.portal.documents.fields.Box;
import org.ltet.portal.documents.fields.Found;
import org.ltet.portal.documents.fields.Kind;
import org.ltet.portal.documents.fields.PageText;
import org.ltet.portal.documents.fields.ReadDocumentFields;
import org.ltet.portal.documents.fields.SecondLook;
import org.ltet.portal.documents.fields.Vote;
import org.ltet.portal.documents.fields.Word;

/** Reads one document after another. */
final class DocumentReader implements AutoCloseable {

    /** What a bill says stands on its first pages. */
    private static final int MOST_PAGES = 4;

    private static final int LONGEST = 2_600;
    private static final int CLOSER = 4_600;
    private static final int SMALL_LETTERS = 17;
    private static final double POOR = 0.55;
    private static final int FEW = 8;

    private final PictureDecoder pictures;
    private final Recogniser recogniser;

    DocumentReader(Path languageData, String languages, long maxPixels) throws IOException {
        this.pictures = new PictureDecoder(maxPixels);
        this.recogniser = new Recogniser(languageData, languages);
    }

    ReadResult read(byte[] file, boolean pdf, Kind expected, LocalDate today) throws IOException {
        List<PageText> pages = new ArrayList<>();
        List<Recogniser.Sheet> sheets = new ArrayList<>();
        List<Optional<Recogniser.Sheet>> sheetOfPage = new ArrayList<>();
        List<Pose> poses = new ArrayList<>();
        Clarity clarity = Clarity.NOT_A_PHOTO;
        int count = 1;
        try {
            if (pdf) {
                try (PdfPages document = new PdfPages(file)) {
                    count = document.count();
                    for (int i = 0; i < Math.min(MOST_PAGES, count); i++) {
                        PageText text = document.text(i);
                        if (text.printed()) {
                            pages.add(text);
                            sheetOfPage.add(Optional.empty());
                            poses.add(Pose.AS_IT_IS);
                        } else {
                            Grey picture = document.picture(i);
                            poses.add(recognise(picture, picture, pages, sheets, sheetOfPage));
                        }
                    }
                }
            } else {
                Grey picture = pictures.decode(file);
                Grey sized = picture.within(LONGEST);
                poses.add(recognise(sized, picture, pages, sheets, sheetOfPage));
                clarity = Clarity.of(picture, sized, pages.getFirst());
            }
            ReadDocumentFields.Result result = ReadDocumentFields.read(pages, expected, today);
            List<Found> fields = lookAgain(result.fields(), sheetOfPage);
            if (!sheets.isEmpty() && Vote.isNeeded(fields, result.kind())) {
                List<Found> others = ReadDocumentFields.read(seenOtherwise(pages, sheetOfPage), result.kind(), today)
                        .fields();
                fields = Vote.of(List.of(fields, lookAgain(others, sheetOfPage)));
            }
            return new ReadResult(result.kind(), count, pages, poses, fields, clarity, looks(pages, sheetOfPage));
        } finally {
            sheets.forEach(Recogniser.Sheet::close);
        }
    }

    /** Each field weighed by what is read where it stands, its place by itself. */
    private List<Found> lookAgain(List<Found> found, List<Optional<Recogniser.Sheet>> sheetOfPage) {
        List<Found> fields = new ArrayList<>();
        for (Found one : found) {
            Box box = one.box();
            Optional<Recogniser.Sheet> sheet = sheetOfPage.get(box.page());
            fields.add(
                    sheet.isEmpty() || !SecondLook.helps(one.name())
                            ? one
                            : SecondLook.weigh(one, recogniser.again(sheet.get(), box)));
        }
        return fields;
    }

    /** The pages with the words that a second way of looking at their pictures gives. */
    private List<PageText> seenOtherwise(List<PageText> pages, List<Optional<Recogniser.Sheet>> sheetOfPage) {
        List<PageText> others = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            PageText page = pages.get(i);
            Optional<Recogniser.Sheet> sheet = sheetOfPage.get(i);
            others.add(
                    sheet.isEmpty()
                            ? page
                            : new PageText(
                                    page.width(), page.height(), false, recogniser.wordsOtherwise(sheet.get(), i)));
        }
        return others;
    }

    private static List<ReadResult.Look> looks(List<PageText> pages, List<Optional<Recogniser.Sheet>> sheetOfPage) {
        List<ReadResult.Look> looks = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            if (sheetOfPage.get(i).isPresent()) {
                Grey straight = sheetOfPage.get(i).get().grey();
                int page = i;
                PageLook.of(straight, pages.get(i).words())
                        .ifPresent(hash -> looks.add(new ReadResult.Look(page, hash)));
            }
        }
        return looks;
    }

    /** @param original with all its pixels, where the picture is a smaller one of it */
    private Pose recognise(
            Grey picture,
            Grey original,
            List<PageText> pages,
            List<Recogniser.Sheet> sheets,
            List<Optional<Recogniser.Sheet>> sheetOfPage) {
        int page = pages.size();
        Recogniser.Sheet sheet = recogniser.prepare(picture);
        sheets.add(sheet);
        List<Word> words = recogniser.words(sheet, page);
        int turned = 0;
        boolean sideways = isSideways(words);
        if (sideways || isPoor(words)) {
            Optional<Integer> quarters = recogniser.quartersToTurn(sheet);
            if (quarters.isPresent() && quarters.get() % 4 != 0) {
                Recogniser.Sheet other = recogniser.prepare(picture.turned(quarters.get()));
                sheets.add(other);
                List<Word> better = recogniser.words(other, page);
                if (!isSideways(better) && (sideways || legible(better) > legible(words))) {
                    sheet = other;
                    words = better;
                    turned = Math.floorMod(quarters.get(), 4);
                }
            }
        }
        if (hasSmallLetters(words)) {
            Grey closer = original.within(CLOSER).turned(turned);
            Recogniser.Sheet larger = recogniser.prepare(
                    closer, closer.width() <= picture.turned(turned).width());
            sheets.add(larger);
            List<Word> better = recogniser.words(larger, page);
            if (legible(better) >= legible(words)) {
                sheet = larger;
                words = better;
            }
        }
        pages.add(new PageText(sheet.width(), sheet.height(), false, words));
        sheetOfPage.add(Optional.of(sheet));
        return new Pose(turned, sheet.straightened());
    }

    /** The paper is small in the picture, or the print on the paper. */
    private static boolean hasSmallLetters(List<Word> words) {
        int[] heights = words.stream()
                .filter(word ->
                        word.text().chars().filter(Character::isLetterOrDigit).count() > 2)
                .mapToInt(word -> word.box().height())
                .sorted()
                .toArray();
        return heights.length >= FEW && heights[heights.length / 2] < SMALL_LETTERS;
    }

    /** Tesseract reads lines that run up or down the page too, but their words stand on end. */
    private static boolean isSideways(List<Word> words) {
        List<Word> longer =
                words.stream().filter(word -> word.text().length() > 3).toList();
        long onEnd = longer.stream()
                .filter(word -> word.box().height() > word.box().width())
                .count();
        return onEnd * 2 > longer.size();
    }

    private static boolean isPoor(List<Word> words) {
        return legible(words) < FEW
                || words.stream().mapToDouble(Word::confidence).average().orElse(0) < POOR;
    }

    private static long legible(List<Word> words) {
        return words.stream()
                .filter(word -> word.confidence() > 0.7 && word.text().length() > 2)
                .count();
    }

    @Override
    public void close() {
        recogniser.close();
    }
}
