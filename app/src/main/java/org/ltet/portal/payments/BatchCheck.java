package org.ltet.portal.payments;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApprovedDecisions;
import org.ltet.portal.applications.ToBePaid;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.payments.layout.LayoutContent;
import org.ltet.portal.payments.layout.LayoutDefinition;
import org.ltet.portal.payments.layout.LayoutLines;
import org.ltet.portal.people.Ifsc;
import org.springframework.stereotype.Component;

/** Looks at every voucher of a batch as the bank will see it, and whether it was approved so, a thousand at a time. */
@Component
class BatchCheck {

    static final int CHUNK = 1000;

    /** The most faulty entries that are shown; whoever mends these sees the next ones. */
    static final int SHOWN = 200;

    private final VoucherRows rows;
    private final FieldCipher cipher;
    private final Ifsc ifsc;
    private final ApprovedDecisions approvals;
    private final Debtor debtor;
    private final Clock clock;

    BatchCheck(
            VoucherRows rows, FieldCipher cipher, Ifsc ifsc, ApprovedDecisions approvals, Debtor debtor, Clock clock) {
        this.rows = rows;
        this.cipher = cipher;
        this.ifsc = ifsc;
        this.approvals = approvals;
        this.debtor = debtor;
        this.clock = clock;
    }

    /**
     * Passes on the vouchers in chunks until one is found that cannot be paid; answers those that cannot.
     *
     * @param layout into which each has to fit; none where there will be no bank file
     */
    List<Faulty> check(UUID batchId, @Nullable LayoutDefinition layout, Consumer<List<VoucherRows.Payable>> chunks) {
        List<Faulty> faulty = new ArrayList<>();
        LayoutLines lines =
                layout == null ? null : new LayoutLines(layout, NeftWriter.unwritten(debtor, clock.instant()));
        UUID after = null;
        List<VoucherRows.Payable> chunk = rows.payables(batchId, null, CHUNK);
        while (!chunk.isEmpty()) {
            Set<UUID> different =
                    approvals.notAsApproved(chunk.stream().map(this::toBePaid).toList());
            for (VoucherRows.Payable payable : chunk) {
                List<Fault> faults = faults(payable, lines);
                if (different.contains(payable.applicationId())) {
                    faults.add(new Fault("notAsApproved", payable.number()));
                }
                if (!faults.isEmpty() && faulty.size() < SHOWN) {
                    faulty.add(new Faulty(
                            payable.id(), payable.number(), payable.memberName(), payable.payeeMasked(), faults));
                }
            }
            if (faulty.isEmpty()) {
                chunks.accept(chunk);
            }
            after = chunk.getLast().id();
            chunk = next(batchId, after, chunk.size());
        }
        return faulty;
    }

    private List<Fault> faults(VoucherRows.Payable payable, @Nullable LayoutLines lines) {
        Instruction instruction = instruction(payable);
        List<Fault> faults = new ArrayList<>(
                InstructionCheck.faults(instruction, code -> ifsc.branch(code).isPresent()));
        if (lines != null && faults.isEmpty()) {
            lines.misfit(NeftWriter.facts(1, instruction))
                    .ifPresent(content -> faults.add(
                            content == LayoutContent.NAME
                                    ? new Fault("nameUnreadable", instruction.name())
                                    : new Fault(Fault.NOT_IN_LAYOUT, content.name())));
        }
        if (payable.unclear()) {
            faults.add(new Fault("openItem", payable.number()));
        }
        return faults;
    }

    private ToBePaid toBePaid(VoucherRows.Payable payable) {
        return new ToBePaid(
                payable.applicationId(),
                payable.amount(),
                payable.payeeIfsc(),
                payable.payeeAccount().open(cipher, payable.id()),
                payable.cameBack());
    }

    private List<VoucherRows.Payable> next(UUID batchId, @Nullable UUID after, int size) {
        return size < CHUNK ? List.of() : rows.payables(batchId, after, CHUNK);
    }

    private Instruction instruction(VoucherRows.Payable payable) {
        return new Instruction(
                VoucherView.endToEndId(payable.number(), payable.attempts() + 1),
                payable.amount(),
                payable.payeeName(),
                payable.payeeAccount().open(cipher, payable.id()),
                payable.payeeIfsc(),
                payable.applicationNumber());
    }
}
