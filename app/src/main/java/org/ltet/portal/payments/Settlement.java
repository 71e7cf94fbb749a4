package org.ltet.portal.payments;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Works the bank's word into payments, vouchers and batches, always within the caller's transaction. What a file says
 * about a payment in several steps (debited, then returned) reaches the voucher and the application as its outcome.
 */
@Component
class Settlement {

    /**
     * One change of a payment.
     *
     * @param toldBy the bank's entry, the open item, or the match of several, that it rests on
     */
    record Step(LivePayment payment, PaymentState to, BankEntry entry, String toldBy) {}

    /** What happened to payments so far in this transaction, by voucher. */
    static final class Progress {

        private final Map<UUID, Step> outcomes = new LinkedHashMap<>();
        private final Set<UUID> batches = new LinkedHashSet<>();

        void touch(UUID batchId) {
            batches.add(batchId);
        }
    }

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final BatchRows batches;
    private final Moves moves;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Settlement(
            JdbcTemplate template,
            JdbcClient jdbc,
            BatchRows batches,
            Moves moves,
            ApplicationEventPublisher events,
            Clock clock) {
        this.template = template;
        this.jdbc = jdbc;
        this.batches = batches;
        this.moves = moves;
        this.events = events;
        this.clock = clock;
    }

    /** Writes the steps of one chunk in their order, and lets the vouchers follow. */
    void apply(List<Step> steps, Progress progress, Actor actor) {
        if (steps.isEmpty()) {
            return;
        }
        Map<UUID, Step> last = new LinkedHashMap<>();
        List<Moves.Made> made = new ArrayList<>(steps.size());
        Map<UUID, Step> together = new LinkedHashMap<>();
        for (Step step : steps) {
            if (together.containsKey(step.payment().id())) {
                changePayments(together.values());
                together.clear();
            }
            together.put(step.payment().id(), step);
            boolean paid = step.to() == PaymentState.PAID;
            made.add(new Moves.Made(
                    "PAYMENT",
                    step.payment().id(),
                    step.payment().state().name(),
                    step.to().name(),
                    paid ? null : reason(step.entry()),
                    step.entry().reasonText()));
            last.put(step.payment().voucherId(), step);
            progress.touch(step.payment().batchId());
        }
        changePayments(together.values());
        moves.record(actor, made);
        letVouchersFollow(last, actor);
        progress.outcomes.putAll(last);
    }

    /** Each payment once, in one statement: the ledger books them together. */
    private void changePayments(Collection<Step> steps) {
        int changed = jdbc.sql("""
                update payments.payment p set state = s.state, settled_at = :now,
                    bank_reference = coalesce(s.reference, p.bank_reference),
                    value_date = coalesce(s.value_date, p.value_date), reason_code = s.reason_code,
                    reason_text = s.reason_text, told_by = s.told_by
                from unnest(:ids::uuid[], :states::text[], :references::text[], :dates::date[], :codes::text[],
                    :texts::text[], :sources::text[])
                    s(id, state, reference, value_date, reason_code, reason_text, told_by)
                where p.id = s.id
                """)
                .param("now", Columns.time(clock.instant()))
                .param("ids", steps.stream().map(step -> step.payment().id()).toArray(UUID[]::new))
                .param("states", texts(steps, step -> step.to().name()))
                .param("references", texts(steps, step -> paid(step) ? reference(step.entry()) : null))
                .param(
                        "dates",
                        texts(
                                steps,
                                step -> paid(step) ? valueDate(step.entry()).toString() : null))
                .param("codes", texts(steps, step -> paid(step) ? null : reason(step.entry())))
                .param(
                        "texts",
                        texts(steps, step -> paid(step) ? null : step.entry().reasonText()))
                .param("sources", texts(steps, Step::toldBy))
                .update();
        if (changed != steps.size()) {
            throw new IllegalStateException(changed + " payments changed instead of " + steps.size());
        }
    }

    private static @Nullable String[] texts(Collection<Step> steps, Function<Step, @Nullable String> text) {
        @Nullable String[] texts = new @Nullable String[steps.size()];
        int i = 0;
        for (Step step : steps) {
            texts[i++] = text.apply(step);
        }
        return texts;
    }

    private static boolean paid(Step step) {
        return step.to() == PaymentState.PAID;
    }

    /** A debit that the bank tells after its own return: kept, so that a second one is recognised. */
    void noteReference(LivePayment payment, String bankReference) {
        template.update(
                "update payments.payment set bank_reference = ? where id = ? and bank_reference is null",
                bankReference,
                payment.id());
    }

    /** A voucher that is paid after all carries the signatures under which that payment went out. */
    private void letVouchersFollow(Map<UUID, Step> last, Actor actor) {
        OffsetDateTime now = Columns.time(clock.instant());
        List<@Nullable Object[]> paid = new ArrayList<>();
        List<@Nullable Object[]> back = new ArrayList<>();
        List<Moves.Made> made = new ArrayList<>();
        last.forEach((voucherId, step) -> {
            boolean isPaid = step.to() == PaymentState.PAID;
            if (isPaid) {
                paid.add(new @Nullable Object[] {
                    reference(step.entry()),
                    valueDate(step.entry()),
                    voucherId,
                    step.payment().id()
                });
            } else {
                back.add(new @Nullable Object[] {
                    now, reason(step.entry()), step.entry().reasonText(), voucherId
                });
            }
            made.add(new Moves.Made(
                    "VOUCHER",
                    voucherId,
                    step.payment().voucherState().name(),
                    (isPaid ? VoucherState.PAID : VoucherState.PREPARED).name(),
                    isPaid ? null : reason(step.entry()),
                    step.entry().reasonText()));
        });
        template.batchUpdate("""
                update payments.voucher v set state = 'PAID', bank_reference = ?, paid_on = ?, batch_id = p.batch_id,
                    verified_by = coalesce(p.verified_by, v.verified_by),
                    verified_at = coalesce(p.verified_at, v.verified_at),
                    approved_by = coalesce(p.approved_by, v.approved_by),
                    approved_at = coalesce(p.approved_at, v.approved_at), payee_current = true, version = version + 1
                from payments.payment p where v.id = ? and p.id = ? and p.voucher_id = v.id
                """, paid);
        template.batchUpdate("""
                update payments.voucher set state = 'PREPARED', batch_id = null, verified_by = null, verified_at = null,
                    approved_by = null, approved_at = null, bank_reference = null, paid_on = null, payee_current = false, returned_at = ?,
                    return_code = ?, return_text = ?, version = version + 1
                where id = ?
                """, back);
        moves.record(actor, made);
    }

    /** Tells the rest of the portal what came out, and lets the batches follow. */
    void finish(Progress progress, Actor actor) {
        progress.outcomes.values().forEach(this::tell);
        progress.batches.stream().sorted().forEach(id -> letBatchFollow(id, actor));
    }

    private void tell(Step step) {
        LivePayment payment = step.payment();
        BankEntry entry = step.entry();
        if (step.to() == PaymentState.PAID) {
            events.publishEvent(new PaymentConfirmed(
                    payment.applicationId(),
                    payment.applicationNumber(),
                    payment.employeeNumber(),
                    payment.schemeCode(),
                    payment.voucherNumber(),
                    payment.amount(),
                    reference(entry),
                    valueDate(entry)));
        } else {
            if (payment.state() == PaymentState.PAID) {
                events.publishEvent(new MoneyReturned(payment.applicationId()));
            }
            events.publishEvent(new PaymentCameBack(
                    payment.id(),
                    payment.applicationId(),
                    payment.applicationNumber(),
                    payment.employeeNumber(),
                    payment.schemeCode(),
                    payment.voucherNumber(),
                    payment.amount(),
                    reason(entry),
                    entry.reasonText(),
                    BankReasons.memberCanMend(reason(entry))));
        }
        events.publishEvent(
                Audited.of("payment." + step.to().name().toLowerCase(java.util.Locale.ROOT), "payment", payment.id())
                        .inApplication(payment.applicationId(), payment.schemeCode())
                        .changed("state", payment.state(), step.to())
                        .changed("bankReference", null, entry.bankReference())
                        .because(entry.reasonCode()));
    }

    private void letBatchFollow(UUID id, Actor actor) {
        BatchView batch = batches.lock(id).orElseThrow();
        BatchState next = batches.unsettled(id) == 0 ? BatchState.RECONCILED : BatchState.PARTLY_RECONCILED;
        if (batch.state() != next && Lifecycles.BATCH.allows(batch.state(), next)) {
            batches.reconcile(id, next);
            moves.record(actor, new Moves.Made("BATCH", id, batch.state().name(), next.name(), null, null));
        }
    }

    private static String reason(BankEntry entry) {
        return entry.reasonCode() == null ? BankReasons.NONE : entry.reasonCode();
    }

    private static String reference(BankEntry entry) {
        return entry.bankReference() == null ? entry.naturalKey() : entry.bankReference();
    }

    private LocalDate valueDate(BankEntry entry) {
        return entry.valueDate() == null ? IndiaTime.today(clock) : entry.valueDate();
    }
}
