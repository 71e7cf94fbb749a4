package org.ltet.portal.review.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.review.ReviewTask;
import org.ltet.portal.shared.Money;

/**
 * A task as a program sees it.
 *
 * @param claimed as "31200.00"
 * @param payable as last reckoned
 * @param assignedTo employee number of the reviewer who has it
 * @param inPlaceOf employee number of the colleague on leave in whose place that person has it
 * @param likelyLate due soon, and probably decided after that, as the level's last decisions took
 * @param escalatedAt when its senior was told that its time is over
 * @param waitsFor employee number of whoever was asked for an approval beside the levels
 * @param risk from 0 to 100; none until it is judged
 * @param riskBand LOW, MEDIUM or HIGH
 * @param overdue past the due date; never while the member is asked
 */
record TaskJson(
        UUID id,
        String number,
        String scheme,
        String ic,
        String region,
        String employeeNumber,
        String memberName,
        String beneficiaryName,
        String claimed,
        String payable,
        String currency,
        String state,
        String level,
        @Nullable String assignedTo,
        @Nullable String inPlaceOf,
        @Nullable Instant takenAt,
        Instant submittedAt,
        Instant levelEnteredAt,
        Instant dueAt,
        boolean overdue,
        boolean likelyLate,
        @Nullable Instant escalatedAt,
        @Nullable Instant pausedAt,
        @Nullable String waitsFor,
        @Nullable Integer risk,
        @Nullable String riskBand) {

    static TaskJson of(ReviewTask task, Instant now, boolean likelyLate) {
        return new TaskJson(
                task.applicationId(),
                task.number(),
                task.schemeCode(),
                task.ic(),
                task.region(),
                task.employeeNumber(),
                task.memberName(),
                task.beneficiaryName(),
                task.claimed().plain(),
                task.payable().plain(),
                Money.CURRENCY,
                task.state().name(),
                task.level().name(),
                task.assignedTo(),
                task.heldFor(),
                task.takenAt(),
                task.submittedAt(),
                task.levelEnteredAt(),
                task.dueAt(),
                task.overdue(now),
                likelyLate,
                task.escalatedAt(),
                task.pausedAt(),
                task.waitsFor(),
                task.risk() == null ? null : task.risk().score(),
                task.risk() == null ? null : task.risk().band().name());
    }
}
