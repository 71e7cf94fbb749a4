package org.ltet.portal.applications;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.ReadField.Name;
import org.ltet.portal.documents.Reading;
import org.ltet.portal.documents.Readings;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.BankAccountView;
import org.ltet.portal.people.People;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Certificates, mark sheets and bank proofs of an application: what was read from them, and what members make of it. */
@Component
public class ReadPapers {

    private final ApplicationRows rows;
    private final Documents documents;
    private final Readings readings;
    private final Schemes schemes;
    private final People people;
    private final ApplicationEventPublisher events;

    ReadPapers(
            ApplicationRows rows,
            Documents documents,
            Readings readings,
            Schemes schemes,
            People people,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.documents = documents;
        this.readings = readings;
        this.schemes = schemes;
        this.people = people;
        this.events = events;
    }

    /** Oldest first, also those that wait to be read. The caller has made sure who may see the application. */
    @Transactional(readOnly = true)
    public List<ReadPaper> of(ApplicationView application) {
        Map<UUID, StoredDocument> stored =
                documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, application.id())).stream()
                        .collect(Collectors.toMap(
                                StoredDocument::id, Function.identity(), (one, _) -> one, LinkedHashMap::new));
        List<Reading> read = readings.of(stored.keySet()).stream()
                .filter(reading -> !ReadPaper.fields(reading.kind()).isEmpty())
                .toList();
        if (read.isEmpty()) {
            return List.of();
        }
        Map<UUID, Map<Name, String>> confirmed = readings.confirmed(read);
        PaperDifferences differences = new PaperDifferences(
                application, schemes.version(application.schemeVersionId()).definition(), account(application));
        List<ReadPaper> papers = new ArrayList<>();
        for (Reading reading : read) {
            Map<Name, String> said = confirmed.getOrDefault(reading.documentId(), Map.of());
            StoredDocument document = stored.get(reading.documentId());
            if (document != null) {
                papers.add(new ReadPaper(document, reading, said, differences.of(reading, said)));
            }
        }
        return papers;
    }

    /** @throws Refused not found, also when it is of another application or no such paper */
    public ReadPaper find(ApplicationView application, UUID documentId) {
        return of(application).stream()
                .filter(paper -> paper.document().id().equals(documentId))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("document"));
    }

    /**
     * Keeps what the member says that stands on a paper of an application that can still be changed; what was typed for
     * other fields than those of its kind is passed over.
     *
     * @throws Refused invalid, at the name of the field; not found; conflict when it was handed in
     */
    @Transactional
    public void confirm(ApplicationView application, UUID documentId, Map<Name, String> typed, User user) {
        Application locked = rows.lock(application.id());
        ApplicationGuard.member(locked, user);
        if (!locked.state().editable()) {
            throw Refused.conflict("applications.notNow", locked.state().name());
        }
        ReadPaper paper = find(application, documentId);
        if (paper.reading().waits()) {
            throw Refused.conflict("applications.paperWaits");
        }
        Map<Name, String> values = PaperValues.of(paper.fields(), typed);
        readings.confirm(documentId, values);
        events.publishEvent(Audited.of("document.readingConfirmed", "document", documentId)
                .inApplication(application.id(), application.schemeCode())
                .changed(
                        "fields", null, values.keySet().stream().map(Name::name).collect(Collectors.joining(", "))));
    }

    private @Nullable BankAccountView account(ApplicationView application) {
        UUID id = application.bankAccountId();
        return id == null ? null : people.bankAccountsByIds(List.of(id)).get(id);
    }
}
