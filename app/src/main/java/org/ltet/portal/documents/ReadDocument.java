package org.ltet.portal.documents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.documents.spi.DocumentAccess;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one way by which a person reads a document: the module that owns it says whether they may (ACC-5). That it does
 * not exist and that it is not for them are told apart by nobody.
 */
@Component
public class ReadDocument {

    /** Who looks at which document page by page. */
    private record Look(UUID document, String reader) {}

    /** Turning the pages of a document for so long is one look at it. */
    private static final Duration SAME_LOOK = Duration.ofMinutes(30);

    private static final int MOST_LOOKS = 20_000;

    private final Documents documents;
    private final ObjectProvider<DocumentAccess> access;
    private final ApplicationEventPublisher events;
    private final Cache<Look, Boolean> looks = Caffeine.newBuilder()
            .maximumSize(MOST_LOOKS)
            .expireAfterWrite(SAME_LOOK)
            .build();

    ReadDocument(Documents documents, ObjectProvider<DocumentAccess> access, ApplicationEventPublisher events) {
        this.documents = documents;
        this.access = access;
        this.events = events;
    }

    /** @throws Refused not found, also when this person may not read it */
    public StoredDocument find(UUID id, User reader) {
        return documents
                .find(id)
                .filter(document -> mayRead(document, reader))
                .orElseThrow(() -> Refused.notFound("document"));
    }

    /**
     * The content; that somebody reads what another person handed in, or numbers in clear, stays on record (SEC-3).
     *
     * @throws Refused not found, also when this person may not read it
     */
    @Transactional
    public Content open(UUID id, User reader) {
        record(find(id, reader), reader);
        return documents.open(id);
    }

    /**
     * For looking at it page by page: on record once, not with every page.
     *
     * @throws Refused not found, also when this person may not read it
     */
    @Transactional
    public StoredDocument look(UUID id, User reader) {
        StoredDocument document = find(id, reader);
        Look look = new Look(id, reader.employeeNumber());
        if (looks.getIfPresent(look) == null) {
            record(document, reader);
            looks.put(look, true);
        }
        return document;
    }

    /** The scope for numbers in clear, where it holds some. */
    public Optional<ApiScope> unmasksUnder(StoredDocument document) {
        return access.stream()
                .filter(rule -> rule.ownerKind().equals(document.owner().kind()))
                .findFirst()
                .flatMap(DocumentAccess::unmasksUnder);
    }

    private void record(StoredDocument document, User reader) {
        if (!document.addedBy().equals(reader.employeeNumber())
                || unmasksUnder(document).isPresent()) {
            events.publishEvent(Audited.of("document.read", "document", document.id())
                    .changed(
                            "owner",
                            null,
                            document.owner().kind() + " " + document.owner().id()));
        }
    }

    private boolean mayRead(StoredDocument document, User reader) {
        return access.stream()
                .anyMatch(rule -> rule.ownerKind().equals(document.owner().kind())
                        && rule.mayRead(reader, document.owner().id()));
    }
}
