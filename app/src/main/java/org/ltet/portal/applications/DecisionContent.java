package org.ltet.portal.applications;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.people.PayeeAccount;
import org.ltet.portal.schemes.Benefit;
import org.ltet.portal.shared.Masked;
import org.ltet.portal.shared.Money;

/**
 * All that a decision rested on. Written as canonical JSON: names in alphabetical order, no blanks, money as text.
 *
 * @param format of this record, so that later ones can differ
 * @param answers of the form, without the lines
 * @param facts the people as frozen at submission
 * @param sanctioned of a sanction only
 * @param automatic when the portal approved by itself; in records of format 1 none
 */
record DecisionContent(
        int format,
        Decided decided,
        UUID applicationId,
        String number,
        String schemeCode,
        UUID schemeVersionId,
        UUID memberId,
        UUID beneficiaryId,
        Map<String, String> answers,
        FrozenFacts facts,
        List<Line> lines,
        List<Paper> documents,
        Payee payee,
        Money otherReimbursement,
        Money claimed,
        Money payable,
        @Nullable Money cap,
        @Nullable Money sanctioned,
        Benefit benefit,
        @Nullable AutomaticGround automatic) {

    static final int FORMAT = 2;

    DecisionContent under(@Nullable AutomaticGround ground) {
        return new DecisionContent(
                format,
                decided,
                applicationId,
                number,
                schemeCode,
                schemeVersionId,
                memberId,
                beneficiaryId,
                answers,
                facts,
                lines,
                documents,
                payee,
                otherReimbursement,
                claimed,
                payable,
                cap,
                sanctioned,
                benefit,
                ground);
    }

    /**
     * The move itself, as it stands in the history.
     *
     * @param absent in whose place, when somebody stood in for a colleague; in records from before none
     */
    record Decided(
            int seq,
            String move,
            @Nullable String level,
            Instant at,
            String actor,
            String actorName,
            @Nullable String absent,
            @Nullable String absentName,
            @Nullable String reasonCode,
            @Nullable String comment) {

        static Decided of(TimelineEntry entry) {
            Position from = entry.from();
            return new Decided(
                    entry.seq(),
                    entry.move(),
                    from == null || from.level() == null ? null : from.level().name(),
                    entry.at(),
                    entry.actor() == null ? "" : entry.actor(),
                    entry.actorName() == null ? "" : entry.actorName(),
                    entry.absent(),
                    entry.absentName(),
                    entry.reasonCode(),
                    entry.comment());
        }
    }

    record Line(
            UUID id,
            String head,
            String billNumber,
            LocalDate billDate,
            String vendor,
            Money claimed,
            @Nullable BigDecimal quantity,
            @Nullable String key,
            Money deducted,
            @Nullable String deductionReason) {

        static Line of(LineView line) {
            return new Line(
                    line.id(),
                    line.head(),
                    line.billNumber(),
                    line.billDate(),
                    line.vendor(),
                    line.claimed(),
                    line.quantity(),
                    line.key(),
                    line.deducted(),
                    line.deductionReason());
        }
    }

    record Paper(UUID id, String type, String fileName, String sha256, long size) {

        static Paper of(StoredDocument document) {
            return new Paper(document.id(), document.type(), document.fileName(), document.sha256(), document.size());
        }
    }

    /** Prints itself masked. */
    record Payee(UUID bankAccountId, String ifsc, String number, String holder) {

        static Payee of(PayeeAccount account) {
            return new Payee(account.id(), account.ifsc(), account.number(), account.holder());
        }

        @Override
        public String toString() {
            return "Payee[" + bankAccountId + ", " + ifsc + ", " + Masked.lastFour(number) + "]";
        }
    }
}
