package org.ltet.portal.review.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.AttachDocument;
import org.ltet.portal.applications.DuplicateView;
import org.ltet.portal.documents.DocumentPages;
import org.ltet.portal.documents.Safety;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.review.ReviewFile;
import org.ltet.portal.review.web.FileScreen.Document;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.ViewedDocument;
import org.springframework.stereotype.Component;

/** The papers beside the form of the review page, and the one that is looked at. */
@Component
class DocumentsPart {

    private final DocumentPages pages;

    DocumentsPart(DocumentPages pages) {
        this.pages = pages;
    }

    List<Document> documents(Page page, ReviewFile file, @Nullable UUID shown) {
        List<UUID> duplicates = file.application().duplicates().stream()
                .map(DuplicateView::subjectId)
                .toList();
        return file.documents().stream()
                .map(document -> new Document(
                        document.id().toString(),
                        document.fileName(),
                        file.scheme().documents().stream()
                                .filter(known -> known.code().equals(document.type()))
                                .findFirst()
                                .map(known -> known.label().in(page.locale()))
                                .orElseGet(() -> document.type().equals(AttachDocument.BANK_PROOF)
                                        ? page.t("review.document.BANK_PROOF")
                                        : document.type()),
                        document.id().equals(shown),
                        duplicates.contains(document.id()),
                        href(file, document.id()),
                        document.safety() == Safety.OPEN
                                ? null
                                : page.t("review.document." + document.safety().name())))
                .toList();
    }

    static String href(ReviewFile file, UUID document) {
        return "/review/" + file.task().applicationId() + "?document=" + document + "#viewer";
    }

    @Nullable
    ViewedDocument viewed(Page page, ReviewFile file, List<Document> documents) {
        for (int i = 0; i < documents.size(); i++) {
            StoredDocument document = file.documents().get(i);
            if (documents.get(i).shown() && DocumentPages.shows(document)) {
                return pages.view(document, 1, page.words())
                        .beside(
                                i > 0 ? documents.get(i - 1).href() : null,
                                i < documents.size() - 1 ? documents.get(i + 1).href() : null);
            }
        }
        return null;
    }
}
