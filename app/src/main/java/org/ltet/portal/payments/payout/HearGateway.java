package org.ltet.portal.payments.payout;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.GatewayWord;
import org.ltet.portal.payments.GatewayWord.Effect;
import org.ltet.portal.payments.OpenItemKind;
import org.ltet.portal.payments.spi.PayoutGateway.Event;
import org.ltet.portal.payments.spi.PayoutGateway.Payout;
import org.ltet.portal.payments.spi.PayoutGateway.Standing;
import org.ltet.portal.shared.Money;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the gateway's word on a payout, from its answers, from looking it up and from its events, in whatever order and
 * however often. The word is trusted as far as it fits: other amounts and other payouts under one reference move nothing
 * and wait for a person.
 */
@Component
public class HearGateway {

    /** Where a word came from. */
    enum Source {
        EVENT,
        ANSWER,
        LOOK_UP
    }

    private record Row(
            UUID paymentId,
            PayoutState state,
            BigDecimal amount,
            @Nullable String gatewayId,
            int looks) {

        boolean fits(Payout payout) {
            return amount.compareTo(payout.amount()) == 0 && Money.CURRENCY.equals(payout.currency());
        }

        boolean same(Payout payout) {
            return gatewayId == null || gatewayId.equals(payout.id());
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final GatewayWord word;
    private final Clock clock;

    HearGateway(JdbcClient jdbc, TransactionTemplate transactions, GatewayWord word, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.word = word;
        this.clock = clock;
    }

    /** An event that was heard before changes nothing. */
    public void event(Event event) {
        try {
            hear(List.of(event.payout()), Source.EVENT, event.id());
        } catch (DuplicateKeyException heardMeanwhile) {
            if (!heard(event.id())) {
                throw heardMeanwhile;
            }
        }
    }

    void said(Payout payout) {
        hear(List.of(payout), Source.ANSWER, null);
    }

    /** All that it has under one reference: several move nothing, save the one that is known as ours. */
    void found(List<Payout> payouts) {
        hear(payouts, Source.LOOK_UP, null);
    }

    private void hear(List<Payout> payouts, Source source, @Nullable String eventId) {
        transactions.executeWithoutResult(status -> {
            // Whoever works a large bank file in holds the lock for seconds: the gateway, or the job, comes again.
            jdbc.sql("set local lock_timeout = '3s'").update();
            boolean alone = payouts.size() == 1;
            if (!alone || !onlyUnderWay(payouts.getFirst())) {
                word.lock();
            }
            if (eventId == null || !heard(eventId)) {
                payouts.forEach(payout -> take(payout, alone, source, eventId));
            }
        });
    }

    /** That a payout is under way moves no money: so many of these can be taken at once. */
    private boolean onlyUnderWay(Payout payout) {
        return payout.standing() == Standing.PROCESSING
                && find(payout.reference(), "")
                        .filter(row -> row.fits(payout) && row.same(payout) && row.state() != PayoutState.GIVEN_UP)
                        .isPresent();
    }

    private boolean heard(String eventId) {
        return jdbc.sql("select exists (select 1 from payments.payout_word where event_id = :id)")
                .param("id", eventId)
                .query(Boolean.class)
                .single();
    }

    private void take(Payout payout, boolean alone, Source source, @Nullable String eventId) {
        Row row = find(payout.reference(), "for update").orElse(null);
        String effect;
        if (row == null) {
            effect = word.doubt(payout, null, OpenItemKind.UNKNOWN_REFERENCE).name();
        } else if (!alone && row.gatewayId() == null) {
            effect = doubtful(row, payout, OpenItemKind.SEVERAL_PAYOUTS);
        } else if (!row.fits(payout)) {
            effect = doubtful(row, payout, OpenItemKind.WRONG_AMOUNT);
        } else if (!row.same(payout)) {
            effect = doubtful(row, payout, OpenItemKind.SECOND_DEBIT);
        } else {
            effect = fitting(row, payout);
        }
        if (source == Source.EVENT || !effect.equals(Effect.NOTED.name())) {
            record(row, payout, source, eventId, effect);
        }
    }

    /** Nothing moves, and it is not told again: the application is unclear now. */
    private String doubtful(Row row, Payout payout, OpenItemKind kind) {
        pause(row, "The gateway has payout " + payout.id() + " of " + payout.currency() + " " + payout.amount());
        return word.doubt(payout, row.paymentId(), kind).name();
    }

    private String fitting(Row row, Payout payout) {
        boolean out = payout.standing() == Standing.PROCESSING || payout.standing() == Standing.PROCESSED;
        if (row.state() == PayoutState.GIVEN_UP && out) {
            pause(row, "The gateway has payout " + payout.id() + " after all");
            return word.doubt(payout, row.paymentId(), OpenItemKind.PAYOUT_AFTER_GIVING_UP)
                    .name();
        }
        PayoutState next = next(row.state(), payout.standing());
        String effect;
        if (payout.standing() == Standing.PROCESSING) {
            effect = next == row.state() ? Effect.NOTED.name() : next.name();
        } else {
            Effect done = word.take(payout, row.paymentId());
            boolean toldByState = done == Effect.PAID || (done == Effect.NOTED && next != row.state());
            effect = toldByState ? next.name() : done.name();
        }
        update(row, payout, next);
        return effect;
    }

    /** Words may overtake each other: what is behind the present state changes it no more. */
    private static PayoutState next(PayoutState now, Standing said) {
        PayoutState told = switch (said) {
            case PROCESSING -> PayoutState.SENT;
            case PROCESSED -> PayoutState.PROCESSED;
            case FAILED -> PayoutState.FAILED;
            case REVERSED -> PayoutState.REVERSED;
        };
        return switch (now) {
            case WAITING, REFUSED -> told;
            case SENT -> told;
            case PROCESSED -> told == PayoutState.REVERSED ? told : now;
            case FAILED, REVERSED, GIVEN_UP -> now;
        };
    }

    private void update(Row row, Payout payout, PayoutState next) {
        Instant now = clock.instant();
        boolean moved = next != row.state();
        boolean watched = next == PayoutState.SENT || next == PayoutState.PROCESSED || next == PayoutState.GIVEN_UP;
        jdbc.sql("""
                update payments.payout set state = :state, gateway_id = :gateway, utr = coalesce(:utr, utr),
                    sent_at = coalesce(sent_at, :now), last_error = null, version = version + 1,
                    missing_since = null, unknown_at = case when :moved then null else unknown_at end,
                    looks = case when :moved then 0 else least(looks + 1, 1000) end, claim = null, claimed_until = null,
                    watched_until = case when :moved and :state = 'PROCESSED' then :watch else %s end,
                    next_at = case when not :watched or (not :moved and watched_until < :next) then null else :next end
                where payment_id = :id
                """.formatted(PayoutRows.WATCHED))
                .param("state", next.name())
                .param("gateway", payout.id())
                .param("utr", payout.utr())
                .param("now", PayoutRows.time(now))
                .param("moved", moved)
                .param("watched", watched)
                .param("watch", PayoutRows.time(now.plus(Pauses.WATCHED)))
                .param("next", PayoutRows.time(now.plus(Pauses.between(next, moved ? 0 : row.looks() + 1))))
                .param("id", row.paymentId())
                .update();
    }

    private void pause(Row row, String why) {
        Instant next = clock.instant().plus(Pauses.between(row.state(), row.looks()));
        jdbc.sql("""
                update payments.payout set last_error = :error, looks = least(looks + 1, 1000), version = version + 1,
                    claim = null, claimed_until = null, watched_until = %s,
                    next_at = case when state = 'WAITING' then :next
                        when next_at is null or watched_until < :next then null else :next end
                where payment_id = :id
                """.formatted(PayoutRows.WATCHED))
                .param("watch", PayoutRows.time(clock.instant().plus(Pauses.WATCHED)))
                .param("error", why)
                .param("next", PayoutRows.time(next))
                .param("id", row.paymentId())
                .update();
    }

    private void record(@Nullable Row row, Payout payout, Source source, @Nullable String eventId, String effect) {
        jdbc.sql("""
                insert into payments.payout_word (payment_id, source, event_id, gateway_id, said, effect, at, note)
                values (:payment, :source, :event, :gateway, :said, :effect, :now, :note)
                """)
                .param("payment", row == null ? null : row.paymentId())
                .param("source", source.name())
                .param("event", eventId)
                .param("gateway", payout.id())
                .param("said", payout.standing().name())
                .param("effect", effect)
                .param("now", PayoutRows.time(clock.instant()))
                .param("note", payout.text())
                .update();
    }

    private Optional<Row> find(@Nullable String reference, String lock) {
        return jdbc.sql("""
                select payment_id, state, amount, gateway_id, looks from payments.payout where reference = :reference
                """ + lock)
                .param("reference", Objects.requireNonNullElse(reference, ""))
                .query((row, index) -> new Row(
                        row.getObject("payment_id", UUID.class),
                        PayoutState.valueOf(row.getString("state")),
                        row.getBigDecimal("amount"),
                        row.getString("gateway_id"),
                        row.getInt("looks")))
                .optional();
    }
}
