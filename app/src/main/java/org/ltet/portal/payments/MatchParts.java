package org.ltet.portal.payments;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/** The payments of a proposal, locked, and whether lines and payments go together. */
@Component
class MatchParts {

    private final EntryRows entries;

    MatchParts(EntryRows entries) {
        this.entries = entries;
    }

    List<LivePayment> lock(Collection<UUID> ids) {
        return sorted(entries.lockByIds(ids));
    }

    /** What the lines are about: what the bank named, or else what the person says. */
    List<LivePayment> payments(List<OpenItemView> lines, MatchWish wish) {
        List<UUID> known = lines.stream()
                .map(OpenItemView::paymentId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (known.size() > 1) {
            throw Refused.invalidField("choice", "payments.splitOrMerged");
        }
        if (!known.isEmpty()) {
            LivePayment payment = entries.lockByIds(known).getFirst();
            if (wish.batchId() != null
                    || wish.references().stream().anyMatch(reference -> !reference.equals(payment.endToEndId()))) {
                throw Refused.invalidField("endToEndId", "payments.referenceOfBank", payment.endToEndId());
            }
            return List.of(payment);
        }
        if (wish.batchId() != null) {
            return sorted(entries.lockWithBank(wish.batchId()));
        }
        Map<String, LivePayment> found = entries.lock(wish.references());
        if (found.size() < wish.references().size()) {
            throw Refused.invalidField("endToEndId", "payments.referenceUnknown");
        }
        return sorted(found.values());
    }

    private static List<LivePayment> sorted(Collection<LivePayment> payments) {
        return payments.stream()
                .sorted(Comparator.comparing(LivePayment::endToEndId))
                .toList();
    }

    /** Lines and payments go together: one each, or a line merged of payments, or a payment split into lines. */
    void demandFit(Resolution resolution, List<OpenItemView> lines, List<LivePayment> payments) {
        if (payments.isEmpty() && resolution.outcome().isPresent()) {
            throw Refused.invalidField("endToEndId", "payments.referenceMissing");
        }
        // once the gateway has said its word, what the bank alone knows is settled by people: money that came back, or
        // was
        // taken after a refusal
        List<UUID> underWay = payments.stream()
                .filter(payment -> payment.state() == PaymentState.RELEASED)
                .map(LivePayment::id)
                .toList();
        if (resolution.outcome().isPresent()
                && entries.otherWay(lines.stream().map(OpenItemView::id).toList(), underWay)) {
            throw Refused.invalidField("endToEndId", "payments.gatewayPays");
        }
        boolean debited = lines.getFirst().debited();
        for (LivePayment payment : payments) {
            if (!Resolution.fits(resolution, payment.state(), payment.voucherState(), debited)) {
                throw Refused.conflict("payments.resolutionDoesNotFit", payment.endToEndId());
            }
        }
        String direction = lines.getFirst().entryKind();
        if (direction.equals(BankEntry.Kind.CREDIT.name()) && resolution == Resolution.PAID
                || direction.equals(BankEntry.Kind.DEBIT.name()) && resolution == Resolution.REVERSED) {
            throw Refused.invalidField("resolution", "payments.otherDirection");
        }
        if (lines.size() == 1 && payments.size() <= 1) {
            payments.forEach(payment -> demandSame(resolution, lines.getFirst(), payment));
            return;
        }
        if ((lines.size() > 1 && payments.size() > 1)
                || resolution == Resolution.NOTED
                || direction.equals(BankEntry.Kind.STATUS.name())
                || lines.stream().anyMatch(line -> !line.entryKind().equals(direction))) {
            throw Refused.invalidField("choice", "payments.splitOrMerged");
        }
        Money told = Money.sum(lines.stream()
                .map(line -> Objects.requireNonNullElse(line.amount(), Money.ZERO))
                .toList());
        Money expected = Money.sum(payments.stream().map(LivePayment::amount).toList());
        boolean rupees =
                lines.stream().allMatch(line -> line.currency() == null || Money.CURRENCY.equals(line.currency()));
        if (!rupees || !told.equals(expected)) {
            throw Refused.invalidField("choice", "payments.sumDiffers", told, expected);
        }
    }

    /** A line that does not name the payment by its own reference is about it only with its amount. */
    private static void demandSame(Resolution resolution, OpenItemView line, LivePayment payment) {
        Money told = line.amount();
        if (resolution.outcome().isPresent()
                && told != null
                && !payment.endToEndId().equals(line.endToEndId())
                && !(told.equals(payment.amount())
                        && (line.currency() == null || Money.CURRENCY.equals(line.currency())))) {
            throw Refused.invalidField("choice", "payments.sumDiffers", told, payment.amount());
        }
    }

    /** What the bank said, in one: of several lines the last day and the first reference. */
    static BankEntry word(List<OpenItemView> lines, String note) {
        OpenItemView first = lines.getFirst();
        LocalDate day = lines.stream()
                .map(OpenItemView::valueDate)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new BankEntry(
                0,
                BankEntry.Kind.valueOf(first.entryKind()),
                Objects.requireNonNullElse(first.bankReference(), first.id().toString()),
                null,
                first.endToEndId(),
                null,
                first.amount(),
                first.currency(),
                first.reasonCode(),
                note,
                first.bankReference(),
                day,
                first.remark());
    }
}
