package org.ltet.portal.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.documents.PageLayout.Sheet;
import org.ltet.portal.documents.reader.Pose;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.ViewedDocument;
import org.ltet.portal.web.ViewedDocument.Mark;
import org.ltet.portal.web.Words;
import org.springframework.stereotype.Component;

/**
 * The pages of documents as pictures, with their words and with marks where something was read (DOC-5). The pictures are
 * painted when somebody asks for them, by a process of its own; a browser keeps them, and asks each time whether it may.
 */
@Component
public class DocumentPages {

    /**
     * A page as a picture.
     *
     * @param jpeg a new picture of it, with nothing of the file but what is to be seen
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Picture(byte[] jpeg) {}

    /** Pages shown at a time. */
    private static final int AT_ONCE = 20;

    private static final int THOUSANDTHS = 1000;
    private static final int COUNT_ONLY = -1;

    private final ReadDocument reading;
    private final Documents documents;
    private final Readings readings;
    private final PageLayouts layouts;
    private final PagePainters painters;

    DocumentPages(
            ReadDocument reading, Documents documents, Readings readings, PageLayouts layouts, PagePainters painters) {
        this.reading = reading;
        this.documents = documents;
        this.readings = readings;
        this.layouts = layouts;
        this.painters = painters;
    }

    /** Whether it can be shown page by page at all. */
    public static boolean shows(StoredDocument document) {
        return document.safety() == Safety.OPEN
                && MediaKind.ofMediaType(document.mediaType()).isPresent();
    }

    /**
     * What the viewer shows. The caller has made sure who sees it.
     *
     * @param from the first page to show, from 1
     */
    public ViewedDocument view(StoredDocument document, int from, Words words) {
        Optional<PageLayout> layout = layouts.find(document.id());
        int count = layout.map(PageLayout::count).orElseGet(() -> count(document));
        int first = Math.clamp(from, 1, Math.max(1, count));
        int last = Math.min(count, first + AT_ONCE - 1);
        List<Mark> marks = layout.isEmpty() ? List.of() : marks(document.id(), layout.get(), words);
        List<ViewedDocument.Sheet> sheets = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            Sheet sheet = sheet(layout, number).orElse(new Sheet(0, 0, 0, 0, List.of()));
            int page = number;
            sheets.add(new ViewedDocument.Sheet(
                    number,
                    sheet.width(),
                    sheet.height(),
                    marks.stream().filter(mark -> mark.page() == page).toList()));
        }
        String href = "/documents/" + document.id();
        return new ViewedDocument(
                href,
                document.fileName(),
                count,
                sheets,
                marks,
                first > 1 ? href + "/view?page=" + Math.max(1, first - AT_ONCE) : null,
                last < count ? href + "/view?page=" + (last + 1) : null,
                null,
                null);
    }

    /** A document with those of the same owner before and after it. */
    public ViewedDocument view(UUID id, int from, User reader, Words words) {
        StoredDocument document = reading.look(id, reader);
        Documents.requireOpen(document);
        if (!shows(document)) {
            throw Refused.notFound("page");
        }
        List<StoredDocument> all = documents.of(document.owner()).stream()
                .filter(DocumentPages::shows)
                .toList();
        int at = all.stream().map(StoredDocument::id).toList().indexOf(id);
        return view(document, from, words)
                .beside(
                        at > 0 ? href(all.get(at - 1)) : null,
                        at >= 0 && at < all.size() - 1 ? href(all.get(at + 1)) : null);
    }

    private static String href(StoredDocument document) {
        return "/documents/" + document.id() + "/view";
    }

    /** Changes when the picture would: the content never does, but it is turned upright once it is read. */
    public String tag(UUID id, User reader) {
        StoredDocument document = reading.find(id, reader);
        boolean read = readings.of(id).filter(known -> !known.waits()).isPresent();
        return document.sha256() + (read ? "-read" : "");
    }

    /**
     * The picture of a page.
     *
     * @param number from 1
     * @param width as large as it is needed; the next larger of {@link ViewedDocument#WIDTHS} is made
     * @throws Refused not found, also when this person may not read it or there is no such page
     */
    public Picture picture(UUID id, int number, int width, User reader) {
        StoredDocument document = reading.look(id, reader);
        int made = ViewedDocument.WIDTHS.stream()
                .filter(one -> one >= width)
                .findFirst()
                .orElse(ViewedDocument.WIDTHS.getLast());
        Pose pose = sheet(layouts.find(id), number).map(Sheet::pose).orElse(Pose.AS_IT_IS);
        return paint(document, number - 1, made, pose)
                .map(PagePainters.Painted::jpeg)
                .filter(jpeg -> number > 0 && jpeg.length > 0)
                .map(Picture::new)
                .orElseThrow(() -> Refused.notFound("page"));
    }

    /**
     * The words of a page, none where it was not read.
     *
     * @param number from 1
     */
    public List<PageWord> words(UUID id, int number, User reader) {
        reading.look(id, reader);
        return sheet(layouts.find(id), number).map(Sheet::words).orElse(List.of());
    }

    private static Optional<Sheet> sheet(Optional<PageLayout> layout, int number) {
        return layout.filter(known -> number > 0 && number <= known.pages().size())
                .map(known -> known.pages().get(number - 1));
    }

    /** Asked of the file itself, as long as it was not read; one where it cannot be told. */
    private int count(StoredDocument document) {
        return MediaKind.ofMediaType(document.mediaType()).orElse(MediaKind.JPEG) == MediaKind.PDF
                ? paint(document, COUNT_ONLY, 1, Pose.AS_IT_IS)
                        .map(PagePainters.Painted::count)
                        .orElse(1)
                : 1;
    }

    private Optional<PagePainters.Painted> paint(StoredDocument document, int page, int width, Pose pose) {
        Optional<MediaKind> kind = MediaKind.ofMediaType(document.mediaType());
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        try (Content content = documents.open(document.id())) {
            return painters.paint(kind.get() == MediaKind.PDF, page, width, pose, content.stream(), document.size());
        } catch (IOException failed) {
            throw new UncheckedIOException("A page of document " + document.id() + " cannot be painted", failed);
        }
    }

    private List<Mark> marks(UUID id, PageLayout layout, Words words) {
        List<Mark> marks = new ArrayList<>();
        for (ReadField field : readings.of(id).map(Reading::fields).orElse(List.of())) {
            ReadField.Place place = field.place();
            sheet(Optional.of(layout), place.page() + 1)
                    .ifPresent(sheet -> marks.add(new Mark(
                            place.page() + 1,
                            field.name().name(),
                            words.t("documents.field." + field.name().name()),
                            said(field.name(), field.value(), words),
                            field.surety().name().toLowerCase(Locale.ROOT),
                            place.left() * sheet.width() / THOUSANDTHS,
                            place.top() * sheet.height() / THOUSANDTHS,
                            Math.max(1, place.width() * sheet.width() / THOUSANDTHS),
                            Math.max(1, place.height() * sheet.height() / THOUSANDTHS))));
        }
        return marks;
    }

    /** What was read, with dates and amounts in the reader's way of writing them. */
    public static String said(ReadField.Name name, String value, Words words) {
        try {
            return switch (name) {
                case TOTAL, INCOME -> words.money(Money.of(value));
                case BILL_DATE, VALID_UNTIL -> words.date(LocalDate.parse(value));
                default -> value;
            };
        } catch (ArithmeticException | NumberFormatException | DateTimeException otherwiseWritten) {
            return value;
        }
    }
}
