package org.ltet.portal.applications;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.schemes.ApplicantFacts;
import org.ltet.portal.schemes.Benefit;
import org.ltet.portal.schemes.Relation;
import org.ltet.portal.shared.Money;

/**
 * An application as its reader may see it.
 *
 * @param number none while it is a draft
 * @param version send it back with every change
 * @param level the level at which it lies, or to which it returns when sent back
 * @param nextLevel the later level that the payable amount or the risk still needs; none: this level decides
 * @param facts what the rules judge: frozen at submission, of a draft as the people are today
 * @param benefit until sanction reckoned with the use of limits at this moment, from then on as granted
 * @param payable before a reviewer's cap; what {@link Decisions#sanction} expects to be told
 * @param judgedOn the day on which ages, windows and balances were judged: of submission, or today for a draft
 * @param duplicates bills and files also found elsewhere
 */
public record ApplicationView(
        UUID id,
        @Nullable String number,
        long version,
        ApplicationState state,
        @Nullable ReviewLevel level,
        @Nullable ReviewLevel nextLevel,
        String schemeCode,
        UUID schemeVersionId,
        UUID memberId,
        String employeeNumber,
        String memberName,
        String ic,
        String region,
        UUID beneficiaryId,
        String beneficiaryName,
        Relation relation,
        Map<String, String> answers,
        ApplicantFacts facts,
        List<LineView> lines,
        Money otherReimbursement,
        @Nullable UUID bankAccountId,
        Benefit benefit,
        Money claimed,
        Money payable,
        @Nullable Money sanctioned,
        @Nullable Money cap,
        LocalDate judgedOn,
        Instant startedAt,
        Instant changedAt,
        @Nullable LocalDate draftExpiresOn,
        @Nullable Instant submittedAt,
        @Nullable Instant sentBackAt,
        @Nullable Instant decidedAt,
        @Nullable String voucherNumber,
        @Nullable String bankReference,
        @Nullable LocalDate paidOn,
        List<TimelineEntry> timeline,
        List<DuplicateView> duplicates) {

    public ApplicationView {
        answers = Map.copyOf(answers);
        lines = List.copyOf(lines);
        timeline = List.copyOf(timeline);
        duplicates = List.copyOf(duplicates);
    }

    public Position position() {
        return new Position(state, level);
    }
}
