package org.ltet.portal.payments;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.payments.layout.LayoutDefinition;
import org.ltet.portal.payments.layout.LayoutInForce;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The checker's part of a batch: approve it, hand it back, release it. Releasing writes the one bank file, moves the
 * payments and stages the transmission, all in one transaction; the row lock and the key of payments.release make one
 * release of however many clicks.
 */
@Component
public class ReleaseBatch {

    private static final int CHUNK = 1000;

    private final BatchRows batches;
    private final BatchGate gate;
    private final PaymentRows payments;
    private final ReleaseRows releases;
    private final ImportRows imports;
    private final Documents documents;
    private final FieldCipher cipher;
    private final Debtor debtor;
    private final LayoutInForce layouts;
    private final PaymentsGuard guard;
    private final Blackouts blackouts;
    private final SchedulerClient scheduler;
    private final Clock clock;

    ReleaseBatch(
            BatchRows batches,
            BatchGate gate,
            PaymentRows payments,
            ReleaseRows releases,
            ImportRows imports,
            Documents documents,
            FieldCipher cipher,
            Debtor debtor,
            LayoutInForce layouts,
            PaymentsGuard guard,
            Blackouts blackouts,
            SchedulerClient scheduler,
            Clock clock) {
        this.batches = batches;
        this.gate = gate;
        this.payments = payments;
        this.releases = releases;
        this.imports = imports;
        this.documents = documents;
        this.cipher = cipher;
        this.debtor = debtor;
        this.layouts = layouts;
        this.guard = guard;
        this.blackouts = blackouts;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Transactional
    public void approve(UUID id, long version, User user) {
        BatchView batch = gate.enter(BatchAction.APPROVE, id, version, user);
        batches.approve(id, user.employeeNumber());
        gate.record(batch, BatchState.APPROVED, BatchAction.APPROVE, user, "");
    }

    /** Opens the batch again before anything has left the house; its payments were never more than a plan. */
    @Transactional
    public void handBack(UUID id, long version, String comment, User user) {
        BatchView batch = gate.enter(BatchAction.HAND_BACK, id, version, user);
        if (comment.isBlank() || comment.length() > 1000) {
            throw Refused.invalidField("comment", "payments.commentMissing");
        }
        batches.open(id);
        payments.withdraw(id);
        gate.record(batch, BatchState.OPEN, BatchAction.HAND_BACK, user, comment.strip());
    }

    /**
     * Releases the batch; who asks again is shown the release that was made. No file of the bank is worked in meanwhile:
     * what it says of an earlier payment either stops the release or comes after it.
     */
    @Transactional
    public ReleaseView release(UUID id, long version, User user) {
        guard.demandRole(user, Role.ACCOUNTS_APPROVER);
        imports.lockReconciliation();
        guard.readableBatch(user, batches.lock(id));
        Optional<ReleaseView> made = releases.find(id);
        if (made.isPresent()) {
            return made.get();
        }
        BatchView batch = gate.enter(BatchAction.RELEASE, id, version, user);
        if (batch.way() != PayWay.BANK_FILE) {
            throw PaymentsGuard.refused("batchOtherWay");
        }
        blackouts.demandOpen(IndiaTime.today(clock));
        FileTotals totals = totals(batch);
        DocumentOwner owner = new DocumentOwner(BankFileAccess.BATCH, id);
        String name = "LTET_" + totals.messageId();
        StoredDocument pain = documents.write(
                owner, "PAIN_001", name + ".xml", "application/xml", out -> writePain(batch, totals, out));
        LayoutDefinition layout = layouts.ofBatch(id);
        StoredDocument neft = documents.write(
                owner,
                "NEFT_TEXT",
                name + "." + layout.extension(),
                "text/plain",
                out -> writeNeft(batch, layout, totals, out));
        releases.insert(id, totals.messageId(), name + ".xml", pain, neft, user.employeeNumber());
        batches.release(id, user.employeeNumber());
        int released = payments.release(id);
        if (released != totals.count()) {
            throw new IllegalStateException(
                    released + " payments of " + batch.number() + " instead of " + totals.count());
        }
        gate.record(batch, BatchState.RELEASED, BatchAction.RELEASE, user, "");
        scheduler.scheduleIfNotExists(DeliverBankFile.TASK
                .instance(id.toString())
                .data(new DeliverBankFile.Order(id))
                .scheduledTo(clock.instant()));
        return releases.find(id).orElseThrow();
    }

    private FileTotals totals(BatchView batch) {
        Instant now = clock.instant();
        LocalDate today = IndiaTime.dateOf(now);
        LocalDate wanted = batch.executionDate();
        return new FileTotals(
                BatchView.messageId(batch.number()),
                now,
                wanted == null || wanted.isBefore(today) ? today : wanted,
                Math.toIntExact(batch.totals().count()),
                batch.totals().sum());
    }

    private void writePain(BatchView batch, FileTotals totals, OutputStream out) throws IOException {
        Pain001Writer writer = new Pain001Writer(out, debtor, totals);
        writeAll(batch, writer);
        writer.close();
    }

    private void writeNeft(BatchView batch, LayoutDefinition layout, FileTotals totals, OutputStream out)
            throws IOException {
        NeftWriter writer = new NeftWriter(out, layout, debtor, totals);
        writeAll(batch, writer);
        writer.close();
    }

    private void writeAll(BatchView batch, InstructionWriter writer) throws IOException {
        UUID after = null;
        List<PaymentRows.Outgoing> chunk;
        do {
            chunk = payments.outgoing(batch.id(), after, CHUNK);
            for (PaymentRows.Outgoing payment : chunk) {
                after = payment.id();
                writer.write(new Instruction(
                        payment.endToEndId(),
                        payment.amount(),
                        payment.payeeName(),
                        payment.payeeAccount().open(cipher, payment.voucherId()),
                        payment.payeeIfsc(),
                        payment.applicationNumber()));
            }
        } while (chunk.size() == CHUNK);
    }
}
