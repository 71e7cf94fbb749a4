package org.ltet.portal.applications.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ActingRole;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.DuplicateView;
import org.ltet.portal.applications.LineView;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.applications.TimelineEntry;
import org.ltet.portal.documents.Safety;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.schemes.Relation;
import org.ltet.portal.shared.Money;

/** An application as programs read it; amounts are decimal strings in {@code currency}. */
record ApplicationResource(
        UUID id,
        @Nullable String number,
        long version,
        ApplicationState state,
        @Nullable ReviewLevel level,
        String schemeCode,
        UUID schemeVersionId,
        Person beneficiary,
        Map<String, String> answers,
        List<Line> lines,
        List<Document> documents,
        String otherReimbursement,
        @Nullable UUID bankAccountId,
        String currency,
        Benefit benefit,
        @Nullable String sanctioned,
        Instant startedAt,
        @Nullable LocalDate draftExpiresOn,
        @Nullable Instant submittedAt,
        @Nullable Instant decidedAt,
        @Nullable String bankReference,
        @Nullable LocalDate paidOn,
        List<Move> timeline,
        List<Duplicate> duplicates) {

    record Person(UUID id, String name, Relation relation) {}

    record Line(
            UUID id,
            String head,
            String billNumber,
            LocalDate billDate,
            String vendor,
            String claimed,
            @Nullable BigDecimal quantity,
            @Nullable String key,
            String deducted,
            @Nullable String deductionReason,
            @Nullable String deductionComment,
            @Nullable String remark) {}

    record Document(
            UUID id,
            String type,
            String fileName,
            String mediaType,
            long size,
            String sha256,
            Instant addedAt,
            Safety safety) {
        static Document of(StoredDocument document) {
            return new Document(
                    document.id(),
                    document.type(),
                    document.fileName(),
                    document.mediaType(),
                    document.size(),
                    document.sha256(),
                    document.addedAt(),
                    document.safety());
        }
    }

    record Benefit(
            String claimed,
            String admitted,
            String afterReimbursement,
            String payable,
            List<Step> steps,
            List<String> refusals) {}

    record Step(String code, String text, String before, String after) {}

    /** @param comment only what was meant for the member, unless staff read */
    record Move(
            String move,
            ApplicationState to,
            @Nullable ReviewLevel level,
            Instant at,
            ActingRole role,
            @Nullable String reasonCode,
            @Nullable String comment) {}

    record Duplicate(
            DuplicateView.Kind kind,
            UUID subjectId,
            @Nullable UUID otherId,
            @Nullable String otherNumber) {}

    static ApplicationResource of(ApplicationView view, List<StoredDocument> documents, Benefit benefit) {
        return new ApplicationResource(
                view.id(),
                view.number(),
                view.version(),
                view.state(),
                view.level(),
                view.schemeCode(),
                view.schemeVersionId(),
                new Person(view.beneficiaryId(), view.beneficiaryName(), view.relation()),
                view.answers(),
                view.lines().stream().map(ApplicationResource::line).toList(),
                documents.stream().map(Document::of).toList(),
                view.otherReimbursement().plain(),
                view.bankAccountId(),
                Money.CURRENCY,
                benefit,
                plain(view.sanctioned()),
                view.startedAt(),
                view.draftExpiresOn(),
                view.submittedAt(),
                view.decidedAt(),
                view.bankReference(),
                view.paidOn(),
                view.timeline().stream().map(ApplicationResource::move).toList(),
                view.duplicates().stream()
                        .map(found ->
                                new Duplicate(found.kind(), found.subjectId(), found.otherId(), found.otherNumber()))
                        .toList());
    }

    static @Nullable String plain(@Nullable Money amount) {
        return amount == null ? null : amount.plain();
    }

    private static Line line(LineView line) {
        return new Line(
                line.id(),
                line.head(),
                line.billNumber(),
                line.billDate(),
                line.vendor(),
                line.claimed().plain(),
                line.quantity(),
                line.key(),
                line.deducted().plain(),
                line.deductionReason(),
                line.deductionComment(),
                line.remark());
    }

    private static Move move(TimelineEntry entry) {
        return new Move(
                entry.move(),
                entry.to().state(),
                entry.to().level(),
                entry.at(),
                entry.role(),
                entry.reasonCode(),
                entry.comment());
    }
}
