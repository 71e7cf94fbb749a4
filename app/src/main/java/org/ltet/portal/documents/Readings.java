package org.ltet.portal.documents;

import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Has documents read in the background (DOC-3): nobody waits for it, and who looks later finds what was read. */
@Component
public class Readings {

    private final ReadingRows rows;
    private final ReadingQueue queue;
    private final DocumentRows documents;
    private final Clock clock;

    Readings(ReadingRows rows, ReadingQueue queue, DocumentRows documents, Clock clock) {
        this.rows = rows;
        this.queue = queue;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * Within the transaction that keeps the document; asking again changes nothing. What has to be scanned first is read
     * once it was.
     */
    @Transactional
    public void request(UUID documentId, DocumentKind kind) {
        if (rows.insert(documentId, kind, clock.instant()) && isOpen(documentId)) {
            queue.add(documentId);
        }
    }

    private boolean isOpen(UUID documentId) {
        return documents
                .find(documentId)
                .filter(row -> row.document().safety() == Safety.OPEN)
                .isPresent();
    }

    /** Reads, if that was asked for, what may be opened by now. */
    void resume(UUID documentId) {
        if (rows.of(List.of(documentId)).stream().anyMatch(Reading::waits)) {
            queue.add(documentId);
        }
    }

    /** Of those of the documents that were to be read. */
    public List<Reading> of(Collection<UUID> documentIds) {
        return documentIds.isEmpty() ? List.of() : rows.of(documentIds);
    }

    public Optional<Reading> of(UUID documentId) {
        return rows.of(List.of(documentId)).stream().findFirst();
    }

    /**
     * Keeps what a person made of what was read, as the measure of how far readings can be trusted. The first check
     * counts: what is corrected later may have other reasons.
     */
    @Transactional
    public void check(UUID documentId, Map<ReadField.Name, String> confirmed) {
        of(documentId)
                .ifPresent(reading -> reading.fields().forEach(field -> {
                    String said = confirmed.get(field.name());
                    if (said != null) {
                        rows.check(documentId, field, said, clock.instant());
                    }
                }));
    }

    /**
     * What a person says that the document says, field by field: in place of what they said before, also of fields that
     * were not found.
     */
    @Transactional
    public void confirm(UUID documentId, Map<ReadField.Name, String> confirmed) {
        of(documentId).ifPresent(reading -> {
            rows.forgetChecks(documentId);
            confirmed.forEach(
                    (name, value) -> rows.confirm(documentId, name, reading.field(name), value, clock.instant()));
        });
    }

    /** What people confirmed of these readings, with its value, by document. */
    public Map<UUID, Map<ReadField.Name, String>> confirmed(Collection<Reading> readings) {
        if (readings.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Map<ReadField.Name, Optional<String>>> said =
                rows.confirmed(readings.stream().map(Reading::documentId).toList());
        Map<UUID, Map<ReadField.Name, String>> confirmed = new HashMap<>();
        for (Reading reading : readings) {
            Map<ReadField.Name, String> values = new EnumMap<>(ReadField.Name.class);
            said.getOrDefault(reading.documentId(), Map.of())
                    .forEach((name, corrected) -> corrected
                            .or(() -> reading.field(name).map(ReadField::value))
                            .ifPresent(value -> values.put(name, value)));
            confirmed.put(reading.documentId(), values);
        }
        return confirmed;
    }
}
