package org.ltet.portal.payments;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A person decides what an odd entry of the bank means. Whatever opens the way to a further payment still passes maker
 * and checker afterwards.
 */
@Component
public class SettleOpenItem {

    private static final int LONGEST_NOTE = 1000;

    private final OpenItemRows items;
    private final EntryRows entries;
    private final ImportRows imports;
    private final Settlement settlement;
    private final PaymentsGuard guard;
    private final ApplicationEventPublisher events;

    SettleOpenItem(
            OpenItemRows items,
            EntryRows entries,
            ImportRows imports,
            Settlement settlement,
            PaymentsGuard guard,
            ApplicationEventPublisher events) {
        this.items = items;
        this.entries = entries;
        this.imports = imports;
        this.settlement = settlement;
        this.guard = guard;
        this.events = events;
    }

    /**
     * Settles the item.
     *
     * @param endToEndId the payment that an entry without a known reference belongs to; else empty
     */
    @Transactional
    public void settle(UUID id, long version, Resolution resolution, String endToEndId, String note, User user) {
        guard.demandRole(user, Role.ACCOUNTS_APPROVER);
        if (note.isBlank() || note.strip().length() > LONGEST_NOTE) {
            throw Refused.invalidField("note", "payments.noteMissing", LONGEST_NOTE);
        }
        imports.lockReconciliation();
        if (!items.lock(id)) {
            throw Refused.notFound("open item");
        }
        OpenItemView item = items.find(id)
                .filter(found -> guard.mayRead(user, found))
                .orElseThrow(() -> Refused.notFound("open item"));
        PaymentsGuard.sameVersion(item.version(), version);
        if (!item.open()) {
            throw Refused.conflict("payments.itemSettled");
        }
        LivePayment payment = payment(item, endToEndId.strip());
        if (!guard.maySettle(user, payment == null || item.paymentId() == null ? null : payment.voucherId())) {
            throw Refused.forbidden("payments.beyondScope");
        }
        if (payment != null) {
            requireStranger(payment, user);
        }
        if (payment != null && !Resolution.fits(resolution, payment.state(), payment.voucherState(), item.debited())) {
            throw Refused.conflict("payments.resolutionDoesNotFit", payment.endToEndId());
        }
        items.settle(id, resolution, payment == null ? null : payment.id(), note.strip(), user.employeeNumber());
        Settlement.Progress progress = new Settlement.Progress();
        Actor actor = Actor.of(user, Role.ACCOUNTS_APPROVER);
        Optional<PaymentState> outcome = resolution.outcome();
        if (outcome.isPresent()) {
            apply(item, payment, outcome.get(), note, progress, actor);
        }
        if (payment != null) {
            progress.touch(payment.batchId());
        }
        settlement.finish(progress, actor);
        events.publishEvent(Audited.of("openItem.settled", "openItem", id)
                .changed("resolution", null, resolution)
                .because(note.strip()));
    }

    private void requireStranger(LivePayment payment, User user) {
        if (payment.employeeNumber().equals(user.employeeNumber())) {
            throw Refused.forbidden("payments.ownApplication");
        }
        if (guard.relatives(user).contains(payment.memberId())) {
            throw Refused.forbidden("payments.relativesApplication");
        }
    }

    private void apply(
            OpenItemView item,
            @Nullable LivePayment payment,
            PaymentState outcome,
            String note,
            Settlement.Progress progress,
            Actor actor) {
        if (payment == null) {
            throw Refused.invalidField("endToEndId", "payments.referenceMissing");
        }
        Settlement.Step step = new Settlement.Step(payment, outcome, asEntry(item, note), "open item " + item.id());
        settlement.apply(List.of(step), progress, actor);
    }

    private @Nullable LivePayment payment(OpenItemView item, String endToEndId) {
        if (item.paymentId() != null) {
            return entries.lockById(item.paymentId()).values().iterator().next();
        }
        if (endToEndId.isEmpty()) {
            return null;
        }
        Map<String, LivePayment> found = entries.lock(List.of(endToEndId));
        if (found.isEmpty()) {
            throw Refused.invalidField("endToEndId", "payments.referenceUnknown");
        }
        return found.values().iterator().next();
    }

    private static BankEntry asEntry(OpenItemView item, String note) {
        return new BankEntry(
                0,
                BankEntry.Kind.valueOf(item.entryKind()),
                Objects.requireNonNullElse(item.bankReference(), item.id().toString()),
                null,
                item.endToEndId(),
                null,
                item.amount(),
                item.currency(),
                item.reasonCode(),
                note.strip(),
                item.bankReference(),
                item.valueDate());
    }
}
