package org.ltet.portal.review;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.shared.Money;

/**
 * Many applications approved by one decision of a panel (REV-5): prepared, shown, run once.
 *
 * @param startedAt null until the reviewer confirmed
 * @param leftOut how many of the chosen ones cannot be approved here and are no part of it
 */
public record BulkApproval(
        UUID id, ReviewLevel level, @Nullable Instant startedAt, int leftOut, List<Line> lines) {

    public enum Outcome {
        APPROVED,
        REFUSED
    }

    /**
     * @param payable what the reviewer confirms
     * @param outcome null until it was decided
     * @param refusal code of the refusal
     * @param refusalArguments amounts, moments and words for its message
     */
    public record Line(
            UUID applicationId,
            String number,
            String schemeCode,
            String memberName,
            String beneficiaryName,
            Money payable,
            @Nullable Outcome outcome,
            @Nullable String refusal,
            List<Object> refusalArguments) {

        public Line {
            refusalArguments = List.copyOf(refusalArguments);
        }
    }

    public BulkApproval {
        lines = List.copyOf(lines);
    }

    public Money total() {
        return Money.sum(lines.stream().map(Line::payable).toList());
    }

    public List<Line> approved() {
        return lines.stream().filter(line -> line.outcome() == Outcome.APPROVED).toList();
    }

    public List<Line> refused() {
        return lines.stream().filter(line -> line.outcome() == Outcome.REFUSED).toList();
    }

    public Money approvedTotal() {
        return Money.sum(approved().stream().map(Line::payable).toList());
    }

    public boolean finished() {
        return lines.stream().allMatch(line -> line.outcome() != null);
    }
}
