package org.ltet.portal.applications.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.AttachDocument;
import org.ltet.portal.applications.DuplicateView;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.Safety;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.schemes.AnswerCheck;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.web.Words;
import org.springframework.stereotype.Component;

/** Which documents a scheme asks for with these answers, and which are there. */
@Component
public class DocumentNeeds {

    private static final int KILOBYTE = 1024;
    private static final int MEGABYTE = KILOBYTE * KILOBYTE;

    private final Documents documents;
    private final PaperScreens papers;

    DocumentNeeds(Documents documents, PaperScreens papers) {
        this.documents = documents;
        this.papers = papers;
    }

    /**
     * One kind of document.
     *
     * @param required must be there before the application can be handed in
     */
    public record Need(String code, String label, @Nullable String hint, boolean required, List<Attached> attached) {

        public boolean isMissing() {
            return required
                    && attached.stream()
                            .noneMatch(one -> !one.document().safety().keptAway());
        }

        /** Some are still to be scanned or read. */
        public boolean waits() {
            return attached.stream().anyMatch(one -> one.document().safety() == Safety.WAITING || one.isBeingRead());
        }
    }

    /**
     * One file.
     *
     * @param removable not yet handed in with the application
     * @param paper what was read, of a certificate, mark sheet or bank proof
     */
    public record Attached(
            StoredDocument document,
            Said size,
            boolean removable,
            List<Said> notes,
            PaperScreens.@Nullable Summary paper) {

        boolean isBeingRead() {
            return opens() && paper != null && paper.waits();
        }

        public boolean opens() {
            return document.safety() == Safety.OPEN;
        }
    }

    List<Need> of(ApplicationView view, SchemeDefinition definition, Words words) {
        List<StoredDocument> all = documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, view.id()));
        Map<UUID, PaperScreens.Summary> read = papers.summaries(view, words);
        Set<String> required = AnswerCheck.requiredDocuments(definition, view.facts()).stream()
                .map(SchemeDefinition.Document::code)
                .collect(Collectors.toSet());
        Stream<Need> asked = definition.documents().stream()
                .map(document -> new Need(
                        document.code(),
                        document.label().in(words.locale()),
                        document.hint() == null ? null : document.hint().in(words.locale()),
                        required.contains(document.code()),
                        attached(view, all, document.code(), read)))
                .filter(need -> need.required()
                        || !need.attached().isEmpty()
                        || definition.documents().stream()
                                .anyMatch(document -> document.code().equals(need.code()) && document.optional()));
        return Stream.concat(asked, Stream.of(bankProof(view, all, read, words)))
                .toList();
    }

    /** Whatever the scheme asks for, a member may show that the account is theirs. */
    private static Need bankProof(
            ApplicationView view, List<StoredDocument> all, Map<UUID, PaperScreens.Summary> read, Words words) {
        return new Need(
                AttachDocument.BANK_PROOF,
                words.t("applications.document.bankProof"),
                words.t("applications.document.bankProofHint"),
                false,
                attached(view, all, AttachDocument.BANK_PROOF, read));
    }

    private static List<Attached> attached(
            ApplicationView view, List<StoredDocument> all, String type, Map<UUID, PaperScreens.Summary> read) {
        Instant submitted = view.submittedAt();
        return all.stream()
                .filter(document -> document.type().equals(type))
                .map(document -> new Attached(
                        document,
                        size(document.size()),
                        view.state().editable() && AttachDocument.removable(submitted, document),
                        notes(view, document, read.get(document.id())),
                        read.get(document.id())))
                .toList();
    }

    private static List<Said> notes(
            ApplicationView view, StoredDocument document, PaperScreens.@Nullable Summary paper) {
        List<Said> notes = new ArrayList<>();
        if (document.safety() != Safety.OPEN) {
            notes.add(Said.of("applications.document." + document.safety().name()));
        }
        view.duplicates().stream()
                .filter(duplicate -> duplicate.kind() != DuplicateView.Kind.BILL
                        && duplicate.subjectId().equals(document.id()))
                .map(BenefitWords::duplicate)
                .forEach(notes::add);
        if (paper != null) {
            notes.addAll(paper.differences());
        }
        return notes;
    }

    private static Said size(long bytes) {
        return bytes < MEGABYTE
                ? Said.of("applications.size.kb", Math.max(1, bytes / KILOBYTE))
                : Said.of("applications.size.mb", bytes / MEGABYTE);
    }
}
