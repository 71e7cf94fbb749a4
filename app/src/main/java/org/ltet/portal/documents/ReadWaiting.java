package org.ltet.portal.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.fields.Box;
import org.ltet.portal.documents.fields.Found;
import org.ltet.portal.documents.fields.Kind;
import org.ltet.portal.documents.fields.PageText;
import org.ltet.portal.documents.reader.Clarity;
import org.ltet.portal.documents.reader.ReadResult;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads a document that waits for it. Doing it twice has the effect of doing it once. */
@Component
class ReadWaiting {

    private static final Logger LOG = LoggerFactory.getLogger(ReadWaiting.class);

    /** A document during whose reading several nodes died is not given to a further one. */
    private static final int ATTEMPTS = 3;

    private static final int THOUSANDTHS = 1000;

    private final Documents documents;
    private final Readers readers;
    private final ReadingRows rows;
    private final PageLayouts layouts;
    private final LookRows looks;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    ReadWaiting(
            Documents documents,
            Readers readers,
            ReadingRows rows,
            PageLayouts layouts,
            LookRows looks,
            Clock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transactions) {
        this.documents = documents;
        this.readers = readers;
        this.rows = rows;
        this.layouts = layouts;
        this.looks = looks;
        this.clock = clock;
        this.events = events;
        this.transactions = transactions;
    }

    /**
     * @param firstTurn how long it may take for now; null for as long as any document may
     * @return false when that was too short for it
     */
    boolean read(UUID documentId, @Nullable Duration firstTurn) {
        if (documents
                .find(documentId)
                .filter(document -> document.safety() == Safety.WAITING)
                .isPresent()) {
            // asked for again once it was scanned
            return true;
        }
        Optional<DocumentKind> kind = rows.begin(documentId, clock.instant());
        if (kind.isEmpty()) {
            return true;
        }
        try {
            Optional<ReadResult> result =
                    rows.attempts(documentId) > ATTEMPTS ? Optional.empty() : read(documentId, kind.get(), firstTurn);
            Reading reading =
                    result.map(read -> reading(documentId, read)).orElseGet(() -> unreadable(documentId, kind.get()));
            transactions.executeWithoutResult(_ -> finish(reading, result));
            return true;
        } catch (Readers.TimeIsUp tooShort) {
            LOG.info("Document {} needs longer than its first turn", documentId);
            return false;
        }
    }

    /** What a machine read is on record like what a person did; the values themselves lie sealed (INT-3). */
    private void finish(Reading reading, Optional<ReadResult> result) {
        if (!rows.finish(reading, clock.instant())) {
            return;
        }
        UUID id = reading.documentId();
        result.map(PageLayout::of).ifPresent(layout -> layouts.insert(id, layout));
        result.ifPresent(read -> looks.insert(id, read.looks(), clock.instant()));
        int fields = reading.fields().size();
        events.publishEvent(Audited.of("document.fieldsRead", "document", id)
                .changed("state", null, reading.state())
                .changed("fields", null, fields));
        LOG.info("Document {} is {} with {} fields", id, reading.state(), fields);
    }

    private Optional<ReadResult> read(UUID documentId, DocumentKind kind, @Nullable Duration firstTurn)
            throws Readers.TimeIsUp {
        Optional<StoredDocument> document = documents.find(documentId);
        Optional<MediaKind> media = document.flatMap(found -> MediaKind.ofMediaType(found.mediaType()));
        if (document.isEmpty() || media.isEmpty() || document.get().safety() != Safety.OPEN) {
            return Optional.empty();
        }
        try (Content content = documents.open(documentId)) {
            return readers.read(
                    media.get(),
                    Kind.valueOf(kind.name()),
                    LocalDate.ofInstant(clock.instant(), IndiaTime.ZONE),
                    content.stream(),
                    document.get().size(),
                    firstTurn);
        } catch (IOException failed) {
            throw new UncheckedIOException("Document " + documentId + " cannot be read now", failed);
        }
    }

    private static Reading unreadable(UUID documentId, DocumentKind kind) {
        return new Reading(documentId, Reading.State.UNREADABLE, kind, List.of(), Set.of());
    }

    private static Reading reading(UUID documentId, ReadResult result) {
        Set<Reading.Defect> defects = EnumSet.noneOf(Reading.Defect.class);
        for (Clarity.Defect defect : result.clarity().defects()) {
            defects.add(Reading.Defect.valueOf(defect.name()));
        }
        return new Reading(
                documentId,
                Reading.State.READ,
                DocumentKind.valueOf(result.kind().name()),
                result.fields().stream()
                        .map(found -> field(found, result.pages()))
                        .toList(),
                defects);
    }

    private static ReadField field(Found found, List<PageText> pages) {
        Box box = found.box();
        PageText page = pages.get(Math.clamp(box.page(), 0, pages.size() - 1));
        return new ReadField(
                ReadField.Name.valueOf(found.name().name()),
                found.value(),
                found.confidence(),
                new ReadField.Place(
                        box.page(),
                        box.left() * THOUSANDTHS / Math.max(1, page.width()),
                        box.top() * THOUSANDTHS / Math.max(1, page.height()),
                        box.width() * THOUSANDTHS / Math.max(1, page.width()),
                        box.height() * THOUSANDTHS / Math.max(1, page.height())));
    }
}
