package org.ltet.portal.payments.layout;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.BankText;
import org.ltet.portal.payments.BatchView;
import org.ltet.portal.payments.Batches;
import org.ltet.portal.payments.Debtor;
import org.ltet.portal.payments.PayWay;
import org.ltet.portal.payments.VoucherView;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows what a layout makes of the first payments of a batch, or of samples. No account number is opened for it. */
@Component
public class LayoutPreviews {

    private static final int SHOWN = 3;
    private static final int CHOICE = 20;

    private final Batches batches;
    private final Layouts layouts;
    private final Debtor debtor;
    private final Clock clock;

    LayoutPreviews(Batches batches, Layouts layouts, Debtor debtor, Clock clock) {
        this.batches = batches;
        this.layouts = layouts;
        this.debtor = debtor;
        this.clock = clock;
    }

    /** The newest batches for a bank file, to choose from. */
    @Transactional(readOnly = true)
    public List<BatchView> choice(User user) {
        return batches.page(null, null, user).items().stream()
                .filter(batch ->
                        batch.way() == PayWay.BANK_FILE && batch.totals().count() > 0)
                .limit(CHOICE)
                .toList();
    }

    /** @param batchId none for sample payments */
    @Transactional(readOnly = true)
    public LayoutPreview preview(LayoutDefinition definition, @Nullable UUID batchId, User user) {
        List<LayoutFault> faults = layouts.faults(definition, user);
        BatchView batch = batchId == null ? null : batches.get(batchId, user);
        List<PaymentFacts> payments = batch == null ? samples() : payments(batch, user);
        LayoutLines lines = new LayoutLines(definition, batch == null ? sampleFile(payments) : file(batch));
        List<String> shown = new ArrayList<>();
        add(shown, lines::header);
        payments.forEach(payment -> add(shown, () -> lines.payment(payment)));
        add(shown, lines::trailer);
        return new LayoutPreview(batch == null ? null : batch.number(), List.copyOf(shown), faults);
    }

    private static void add(List<String> shown, Supplier<String> writer) {
        try {
            String line = writer.get();
            if (!line.isEmpty()) {
                shown.add(line.replaceAll("[\\r\\n]", ""));
            }
        } catch (DoesNotFit e) {
            // the faults say why
        }
    }

    private List<PaymentFacts> payments(BatchView batch, User user) {
        List<PaymentFacts> found = new ArrayList<>();
        // An attempt counts once it is released.
        int next = batch.released() == null ? 1 : 0;
        batches.vouchers(batch.id(), null, user).items().stream()
                .limit(SHOWN)
                .forEach(voucher -> found.add(new PaymentFacts(
                        found.size() + 1,
                        VoucherView.endToEndId(voucher.number(), voucher.attempts() + next),
                        voucher.amount(),
                        latin(voucher.payee().name()),
                        masked(voucher.payee().masked()),
                        voucher.payee().ifsc(),
                        voucher.applicationNumber())));
        return found;
    }

    private FileFacts file(BatchView batch) {
        LocalDate day = Objects.requireNonNullElseGet(batch.executionDate(), () -> IndiaTime.today(clock));
        return facts(
                BatchView.messageId(batch.number()),
                day,
                Math.toIntExact(batch.totals().count()),
                batch.totals().sum());
    }

    private FileFacts sampleFile(List<PaymentFacts> payments) {
        return facts(
                "B000000-000000",
                IndiaTime.today(clock),
                payments.size(),
                Money.sum(payments.stream().map(PaymentFacts::amount).toList()));
    }

    private FileFacts facts(String messageId, LocalDate day, int count, Money sum) {
        return new FileFacts(
                debtor.id(),
                latin(debtor.name()),
                masked(debtor.account()),
                debtor.ifsc(),
                messageId,
                day,
                IndiaTime.today(clock),
                count,
                sum);
    }

    /** Short and long names, the least and a large amount, and symbols that a bank may refuse. */
    private static List<PaymentFacts> samples() {
        return List.of(
                sample(1, "1.00", "SAMPLE A"),
                sample(2, "31200.50", "SAMPLE D'SOUZA (MINOR), R."),
                sample(3, "99999999.99", "SAMPLE WITH A NAME OF MORE THAN FIFTY CHARACTERS, SO THAT IT IS CUT"));
    }

    private static PaymentFacts sample(int number, String amount, String name) {
        return new PaymentFacts(
                number,
                "V000000-00000" + number + "-1",
                Money.of(amount),
                name,
                "XXXXXXXXXX000" + number,
                "ABCD0123456",
                "S00/2026-27/00000" + number);
    }

    private static String latin(String name) {
        return BankText.of(name, LayoutDefinition.WIDEST);
    }

    /** As elsewhere, in characters that a bank file can hold. */
    private static String masked(String account) {
        String known = account.replaceAll("[^A-Za-z0-9]", "");
        return "XXXXXXXXXX" + known.substring(Math.max(0, known.length() - 4));
    }
}
