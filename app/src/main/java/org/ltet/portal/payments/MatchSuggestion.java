package org.ltet.portal.payments;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * What a line of the bank may be, for a person to decide.
 *
 * @param payments those it may be about; of a whole batch only the first
 * @param count how many payments
 * @param sum what they come to
 * @param otherItems the other lines that together with this one come to the payment
 * @param batchId the batch of which the line is about everything that is still with the bank
 */
public record MatchSuggestion(
        Shape shape,
        int score,
        List<MatchReason> reasons,
        List<MatchPayment> payments,
        long count,
        Money sum,
        List<UUID> otherItems,
        @Nullable UUID batchId) {

    static final Comparator<MatchSuggestion> BEST_FIRST = Comparator.comparingInt(MatchSuggestion::score)
            .reversed()
            .thenComparing(MatchSuggestion::shape)
            .thenComparing(suggestion -> suggestion.payments().getFirst().endToEndId());

    /** How lines and payments belong together. */
    public enum Shape {
        SINGLE,
        MERGED,
        SPLIT
    }

    /** How a form names it. */
    public String choice() {
        String of = batchId == null
                ? payments.stream().map(MatchPayment::endToEndId).collect(Collectors.joining(","))
                : "batch:" + batchId;
        return of + "|" + otherItems.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    boolean is(MatchWish wish) {
        return wish.otherItems().equals(otherItems)
                && (batchId == null
                        ? wish.batchId() == null
                                && List.copyOf(wish.references())
                                        .equals(payments.stream()
                                                .map(MatchPayment::endToEndId)
                                                .toList())
                        : batchId.equals(wish.batchId()));
    }
}
