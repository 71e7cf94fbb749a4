package org.ltet.portal.payments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ranks what an open line of the bank may be, each with its reasons. A suggestion is only shown: nothing is settled by a
 * score, however high.
 */
@Component
public class MatchSuggestions {

    private static final int MOST_SHOWN = 8;
    private static final int LOOKED_AT = 20;
    private static final int COMBINED = 24;
    private static final Duration BACK = Duration.ofDays(60);
    private static final Duration AHEAD = Duration.ofDays(3);
    private static final Duration TOGETHER = Duration.ofDays(10);

    private final MatchRows rows;
    private final PaymentsGuard guard;
    private final Clock clock;

    MatchSuggestions(MatchRows rows, PaymentsGuard guard, Clock clock) {
        this.rows = rows;
        this.guard = guard;
        this.clock = clock;
    }

    /** The best first; none for what is settled, names no amount, or is in another currency. */
    @Transactional(readOnly = true)
    public List<MatchSuggestion> of(OpenItemView item, User user) {
        Money amount = item.amount();
        if (!item.open()
                || amount == null
                || !amount.isPositive()
                || (item.currency() != null && !Money.CURRENCY.equals(item.currency()))
                || item.entryKind().equals(BankEntry.Kind.STATUS.name())) {
            return List.of();
        }
        return new Search(item, amount, guard.readable(user)).best();
    }

    /** One look at one line. */
    private final class Search {

        private final OpenItemView item;
        private final Money amount;
        private final Scope scope;
        private final MatchScore.Line line;
        private final boolean debit;
        private final Instant near;
        private final List<MatchSuggestion> found = new ArrayList<>();

        Search(OpenItemView item, Money amount, Scope scope) {
            this.item = item;
            this.amount = amount;
            this.scope = scope;
            this.line = MatchScore.Line.of(item);
            this.debit = item.entryKind().equals(BankEntry.Kind.DEBIT.name());
            LocalDate day = item.valueDate();
            this.near = day == null
                    ? clock.instant()
                    : day.plusDays(1).atStartOfDay(IndiaTime.ZONE).toInstant();
        }

        List<MatchSuggestion> best() {
            UUID known = item.paymentId();
            if (known == null) {
                lookForPayments();
                if (debit && scope.equals(Scope.EVERYWHERE)) {
                    lookForBatches();
                    lookForCombination();
                }
                if (scope.equals(Scope.EVERYWHERE)) {
                    lookForPairs();
                }
            } else {
                rows.byId(known).forEach(this::lookForParts);
            }
            return found.stream()
                    .filter(suggestion -> suggestion.score() >= MatchScore.LEAST)
                    .sorted(MatchSuggestion.BEST_FIRST)
                    .limit(MOST_SHOWN)
                    .toList();
        }

        private Set<PaymentState> states() {
            return debit
                    ? EnumSet.of(PaymentState.RELEASED, PaymentState.FAILED, PaymentState.REVERSED)
                    : EnumSet.of(PaymentState.RELEASED, PaymentState.PAID);
        }

        private void lookForPayments() {
            List<MatchPayment> alike =
                    rows.ofAmount(amount, states(), near.minus(BACK), near.plus(AHEAD), near, scope, LOOKED_AT);
            List<MatchPayment> named = rows.named(line.named(), states(), scope, LOOKED_AT);
            Map<UUID, MatchPayment> all = new LinkedHashMap<>();
            named.forEach(payment -> all.put(payment.id(), payment));
            alike.forEach(payment -> all.put(payment.id(), payment));
            for (MatchPayment payment : all.values()) {
                add(
                        MatchSuggestion.Shape.SINGLE,
                        MatchScore.single(line, payment, alike.size()),
                        List.of(payment),
                        List.of());
                if (payment.amount().exceeds(amount) && line.names(payment)) {
                    lookForParts(payment);
                }
            }
            List<MatchPayment> together = named.stream()
                    .filter(p -> p.state() == PaymentState.RELEASED)
                    .toList();
            if (debit && together.size() > 1 && sum(together).equals(amount) && scope.equals(Scope.EVERYWHERE)) {
                add(
                        MatchSuggestion.Shape.MERGED,
                        MatchScore.merged(line, together, together.size(), null, false),
                        together,
                        List.of());
            }
        }

        /**
         * Other lines that, with this one, come to the payment: those that give its own reference, or if these do not add
         * up, all whose text names it. A reference that is only alike must not spoil a sum that is right without it.
         */
        private void lookForParts(MatchPayment payment) {
            List<MatchRows.OtherLine> same = new ArrayList<>();
            List<MatchRows.OtherLine> named = new ArrayList<>();
            for (MatchRows.OtherLine other : rows.others(item.id(), item.entryKind(), payment.id(), LOOKED_AT)) {
                boolean sameReference = payment.endToEndId().equals(other.line().endToEndId());
                if (sameReference) {
                    same.add(other);
                }
                if (sameReference || other.line().names(payment)) {
                    named.add(other);
                }
            }
            if (!addParts(payment, same)) {
                addParts(payment, named);
            }
        }

        private boolean addParts(MatchPayment payment, List<MatchRows.OtherLine> parts) {
            List<MatchScore.Line> lines =
                    parts.stream().map(MatchRows.OtherLine::line).toList();
            Money sum = amount;
            boolean sameReference = payment.endToEndId().equals(line.endToEndId());
            for (MatchScore.Line part : lines) {
                sum = sum.plus(Objects.requireNonNull(part.amount()));
                sameReference &= payment.endToEndId().equals(part.endToEndId());
            }
            if (parts.isEmpty() || !sum.equals(payment.amount())) {
                return false;
            }
            add(
                    MatchSuggestion.Shape.SPLIT,
                    MatchScore.split(line, payment, lines, sameReference),
                    List.of(payment),
                    parts.stream().map(MatchRows.OtherLine::itemId).sorted().toList());
            return true;
        }

        private void lookForPairs() {
            PaymentState state = debit ? PaymentState.RELEASED : PaymentState.PAID;
            for (MatchRows.Pair pair :
                    rows.pairs(item.id(), item.entryKind(), amount, state, near.minus(BACK), MOST_SHOWN)) {
                boolean known = found.stream()
                        .anyMatch(one -> one.shape() == MatchSuggestion.Shape.SPLIT
                                && one.payments().contains(pair.payment()));
                if (!known) {
                    add(
                            MatchSuggestion.Shape.SPLIT,
                            MatchScore.split(line, pair.payment(), List.of(line), false),
                            List.of(pair.payment()),
                            List.of(pair.otherItem()));
                }
            }
        }

        private void lookForBatches() {
            for (MatchRows.OpenBatch batch : rows.batchesOf(amount, near.minus(BACK), near.plus(AHEAD), MOST_SHOWN)) {
                List<MatchPayment> first = rows.ofBatch(batch.id(), LOOKED_AT);
                MatchScore.Scored scored = MatchScore.merged(line, first, batch.count(), batch.number(), batch.whole());
                found.add(new MatchSuggestion(
                        MatchSuggestion.Shape.MERGED,
                        scored.score(),
                        scored.reasons(),
                        first,
                        batch.count(),
                        batch.sum(),
                        List.of(),
                        batch.id()));
            }
        }

        private void lookForCombination() {
            List<MatchPayment> smaller = rows.smaller(amount, near.minus(TOGETHER), near.plus(AHEAD), COMBINED);
            Combinations.only(
                            smaller.stream()
                                    .map(payment -> paise(payment.amount()))
                                    .toList(),
                            paise(amount))
                    .map(places -> places.stream().map(smaller::get).toList())
                    .filter(payments -> found.stream()
                            .noneMatch(one -> one.shape() == MatchSuggestion.Shape.MERGED
                                    && one.count() == payments.size()
                                    && one.payments().containsAll(payments)))
                    .ifPresent(payments -> add(
                            MatchSuggestion.Shape.MERGED,
                            MatchScore.merged(line, payments, payments.size(), null, false),
                            payments,
                            List.of()));
        }

        private void add(
                MatchSuggestion.Shape shape,
                MatchScore.Scored scored,
                List<MatchPayment> payments,
                List<UUID> otherItems) {
            found.add(new MatchSuggestion(
                    shape,
                    scored.score(),
                    scored.reasons(),
                    payments,
                    payments.size(),
                    sum(payments),
                    otherItems,
                    null));
        }
    }

    private static Money sum(List<MatchPayment> payments) {
        return Money.sum(payments.stream().map(MatchPayment::amount).toList());
    }

    private static long paise(Money money) {
        return money.amount().movePointRight(2).longValueExact();
    }
}
