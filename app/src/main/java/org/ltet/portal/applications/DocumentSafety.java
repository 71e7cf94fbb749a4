package org.ltet.portal.applications;

import java.util.Comparator;
import java.util.UUID;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.Safety;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/** Nothing is granted or passed on on the word of a document that nobody could open. */
@Component
class DocumentSafety {

    private final Documents documents;

    DocumentSafety(Documents documents) {
        this.documents = documents;
    }

    /** @throws Refused conflict, first for what will never open, then for what waits to be scanned */
    void requireOpen(UUID applicationId) {
        documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, applicationId)).stream()
                .filter(document -> document.safety() != Safety.OPEN)
                .max(Comparator.comparing(StoredDocument::safety))
                .ifPresent(document -> {
                    throw Refused.conflict(
                            "applications.unopened." + document.safety().name(), document.fileName());
                });
    }
}
