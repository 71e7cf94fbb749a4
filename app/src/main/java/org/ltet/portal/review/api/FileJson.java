package org.ltet.portal.review.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationSummary;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.DeductionView;
import org.ltet.portal.applications.DuplicateView;
import org.ltet.portal.applications.LineView;
import org.ltet.portal.applications.OriginalsLetter;
import org.ltet.portal.applications.TimelineEntry;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.review.AddedApproval;
import org.ltet.portal.review.ReviewFile;
import org.ltet.portal.schemes.Balance;
import org.ltet.portal.schemes.BenefitStep;
import org.ltet.portal.schemes.Finding;
import org.ltet.portal.shared.Money;

/**
 * All that is needed to decide on one application.
 *
 * @param hands OWN, FREE, OTHERS, MEMBERS, OTHER_LEVEL or CLOSED: only with OWN may the reader decide
 * @param nextLevel the level that the payable amount still needs; none when the present one decides
 * @param payable with the use of limits at this moment
 */
record FileJson(
        TaskJson task,
        String hands,
        @Nullable String nextLevel,
        Map<String, String> answers,
        List<Line> lines,
        String otherReimbursement,
        String admitted,
        String payable,
        @Nullable String sanctioned,
        List<Step> steps,
        List<Condition> conditions,
        List<Limit> limits,
        List<Document> documents,
        List<Duplicate> duplicates,
        List<Change> deductions,
        List<Move> timeline,
        List<Approver> approvers,
        List<Originals> originals,
        List<Past> history) {

    record Line(
            UUID id,
            String head,
            String billNumber,
            LocalDate billDate,
            String vendor,
            String claimed,
            String deducted,
            @Nullable String deductionReason,
            @Nullable BigDecimal quantity,
            @Nullable String key,
            @Nullable String remark) {

        static Line of(LineView line) {
            return new Line(
                    line.id(),
                    line.head(),
                    line.billNumber(),
                    line.billDate(),
                    line.vendor(),
                    line.claimed().plain(),
                    line.deducted().plain(),
                    line.deductionReason(),
                    line.quantity(),
                    line.key(),
                    line.remark());
        }
    }

    record Step(String code, Map<String, String> values, String before, String after) {

        static Step of(BenefitStep step) {
            return new Step(
                    step.code(),
                    step.values(),
                    step.before().plain(),
                    step.after().plain());
        }
    }

    record Condition(String code, String outcome, Map<String, String> values) {

        static Condition of(Finding finding) {
            return new Condition(finding.code(), finding.outcome().name(), finding.values());
        }
    }

    record Limit(
            String code,
            Map<String, String> values,
            @Nullable String limit,
            String used,
            @Nullable String left) {

        static Limit of(Balance balance) {
            return new Limit(
                    balance.code(),
                    balance.values(),
                    plain(balance.limit()),
                    balance.used().plain(),
                    plain(balance.left()));
        }
    }

    /** @param safety OPEN, or why nobody can open it: WAITING, INFECTED, UNSCANNABLE */
    record Document(UUID id, String type, String fileName, String mediaType, long size, String safety) {

        static Document of(StoredDocument document) {
            return new Document(
                    document.id(),
                    document.type(),
                    document.fileName(),
                    document.mediaType(),
                    document.size(),
                    document.safety().name());
        }
    }

    record Duplicate(String kind, UUID subjectId, @Nullable String otherNumber, boolean sameMember) {

        static Duplicate of(DuplicateView duplicate) {
            return new Duplicate(
                    duplicate.kind().name(), duplicate.subjectId(), duplicate.otherNumber(), duplicate.sameMember());
        }
    }

    record Change(
            UUID lineId,
            String from,
            String to,
            String reasonCode,
            @Nullable String comment,
            String actor,
            @Nullable String inPlaceOf,
            String level,
            Instant at) {

        static Change of(DeductionView change) {
            return new Change(
                    change.lineId(),
                    change.from().plain(),
                    change.to().plain(),
                    change.reasonCode(),
                    change.comment(),
                    change.actor(),
                    change.absent(),
                    change.level().name(),
                    change.at());
        }
    }

    record Move(
            String move,
            String state,
            Instant at,
            String role,
            @Nullable String actor,
            @Nullable String inPlaceOf,
            @Nullable String reasonCode,
            @Nullable String comment) {

        static Move of(TimelineEntry entry) {
            return new Move(
                    entry.move(),
                    entry.to().toString(),
                    entry.at(),
                    entry.role().name(),
                    entry.actor(),
                    entry.absent(),
                    entry.reasonCode(),
                    entry.comment());
        }
    }

    /**
     * Somebody asked for an approval beside the levels.
     *
     * @param answer APPROVED, DECLINED or TAKEN_BACK; absent while it waits
     * @param answeredBy the person, who stood in that day, or whoever took the question back
     * @param payable what was approved; more than that does not go on without another approval
     */
    record Approver(
            String person,
            String level,
            String askedBy,
            String reason,
            Instant askedAt,
            Instant dueAt,
            @Nullable String answer,
            @Nullable String comment,
            @Nullable Instant answeredAt,
            @Nullable String answeredBy,
            @Nullable String payable) {

        static Approver of(AddedApproval asked) {
            return new Approver(
                    asked.person(),
                    asked.level().name(),
                    asked.askedBy(),
                    asked.reason(),
                    asked.askedAt(),
                    asked.dueAt(),
                    asked.answer() == null ? null : asked.answer().name(),
                    asked.comment(),
                    asked.answeredAt(),
                    asked.answeredBy(),
                    plain(asked.payable()));
        }
    }

    /**
     * A letter that asked for original papers; where they are, the register tells.
     *
     * @param waits nothing is granted before they are here
     */
    record Originals(UUID id, String number, boolean waits, boolean awaited, boolean here, Instant askedAt) {

        static Originals of(OriginalsLetter letter) {
            return new Originals(
                    letter.id(), letter.number(), letter.waits(), letter.awaited(), letter.here(), letter.askedAt());
        }
    }

    record Past(
            UUID id,
            @Nullable String number,
            String scheme,
            UUID beneficiaryId,
            String state,
            String payable,
            @Nullable String sanctioned) {

        static Past of(ApplicationSummary past) {
            return new Past(
                    past.id(),
                    past.number(),
                    past.schemeCode(),
                    past.beneficiaryId(),
                    past.state().name(),
                    past.payable().plain(),
                    plain(past.sanctioned()));
        }
    }

    static FileJson of(ReviewFile file, Instant now, boolean likelyLate) {
        ApplicationView application = file.application();
        return new FileJson(
                TaskJson.of(file.task(), now, likelyLate),
                file.hands().name(),
                application.nextLevel() == null ? null : application.nextLevel().name(),
                application.answers(),
                application.lines().stream().map(Line::of).toList(),
                application.otherReimbursement().plain(),
                application.benefit().admitted().plain(),
                application.payable().plain(),
                plain(application.sanctioned()),
                application.benefit().steps().stream().map(Step::of).toList(),
                file.grounds().eligibility().findings().stream()
                        .map(Condition::of)
                        .toList(),
                file.grounds().balances().stream().map(Limit::of).toList(),
                file.documents().stream().map(Document::of).toList(),
                application.duplicates().stream().map(Duplicate::of).toList(),
                file.deductions().stream().map(Change::of).toList(),
                application.timeline().stream().map(Move::of).toList(),
                file.approvals().stream().map(Approver::of).toList(),
                file.originals().stream().map(Originals::of).toList(),
                file.history().stream().map(Past::of).toList());
    }

    private static @Nullable String plain(@Nullable Money amount) {
        return amount == null ? null : amount.plain();
    }
}
