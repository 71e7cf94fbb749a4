package org.ltet.portal.payments;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes the entries of one file as they are read, a thousand at a time, within one transaction: whatever makes the
 * reading end early leaves no trace. What went through the payment gateway is settled by its word alone: the bank's
 * waits for a person, unless it says nothing new.
 */
final class StatementWork implements StatementSink {

    private static final int CHUNK = 1000;

    /** Begins the import once the message is known. */
    interface Opening {
        void open(StatementMessage message) throws UnreadableFile;
    }

    private final Debtor debtor;
    private final ReleaseRows releases;
    private final EntryRows entries;
    private final Settlement settlement;
    private final UUID importId;
    private final Actor actor;
    private final boolean ofGateway;
    private final Opening opening;

    private final List<BankEntry> waiting = new ArrayList<>();
    private final Set<String> keysWaiting = new HashSet<>();
    private final List<BankEntry> refusals = new ArrayList<>();
    private final Set<String> toldSingly = new HashSet<>();
    private final Settlement.Progress progress = new Settlement.Progress();
    private @Nullable UUID answeredBatch;
    private int read;
    private int known;
    private int paid;
    private int failed;
    private int reversed;
    private int noted;
    private int opened;

    StatementWork(
            Debtor debtor,
            ReleaseRows releases,
            EntryRows entries,
            Settlement settlement,
            UUID importId,
            Actor actor,
            boolean ofGateway,
            Opening opening) {
        this.debtor = debtor;
        this.releases = releases;
        this.entries = entries;
        this.settlement = settlement;
        this.importId = importId;
        this.actor = actor;
        this.ofGateway = ofGateway;
        this.opening = opening;
    }

    @Override
    public void message(StatementMessage message) throws UnreadableFile {
        opening.open(message);
    }

    @Override
    public void account(String number) throws UnreadableFile {
        if (!number.equals(debtor.account())) {
            throw new UnreadableFile("otherAccount", org.ltet.portal.shared.Masked.lastFour(number));
        }
    }

    @Override
    public void bank(String code) throws UnreadableFile {
        if (!debtor.isAtBank(code)) {
            throw new UnreadableFile("otherBank", code);
        }
    }

    @Override
    public void answers(String originalMessageId) throws UnreadableFile {
        answeredBatch = releases.batchOf(originalMessageId)
                .orElseThrow(() -> new UnreadableFile("unknownMessage", originalMessageId));
        progress.touch(answeredBatch);
    }

    @Override
    public void entry(BankEntry entry) {
        if (entry.ofWholeFile() && "RJCT".equals(entry.status())) {
            refusals.add(entry);
            return;
        }
        if (entry.kind() == BankEntry.Kind.STATUS && entry.endToEndId() != null) {
            toldSingly.add(entry.endToEndId());
        }
        take(entry);
    }

    /**
     * The bank refuses the whole file: each of its payments is refused for that reason, except where the file says more
     * of a payment by itself. A refusal as duplicate, above all, must not be drowned by the general one.
     */
    private void refuseAll(BankEntry whole) {
        UUID batch = Objects.requireNonNull(answeredBatch, "a refusal names its file first");
        String after = null;
        List<String> references;
        do {
            references = entries.endToEndIds(batch, after, CHUNK);
            for (String reference : references) {
                after = reference;
                if (!toldSingly.contains(reference)) {
                    take(whole.forPayment(reference));
                }
            }
        } while (references.size() == CHUNK);
    }

    private void take(BankEntry entry) {
        read++;
        if (!keysWaiting.add(entry.naturalKey())) {
            known++;
            return;
        }
        waiting.add(entry);
        if (waiting.size() == CHUNK) {
            flush();
        }
    }

    private void flush() {
        Set<String> before = entries.known(keysWaiting);
        known += before.size();
        List<BankEntry> fresh = waiting.stream()
                .filter(entry -> !before.contains(entry.naturalKey()))
                .toList();
        Map<String, LivePayment> payments = entries.lock(fresh.stream()
                .map(BankEntry::endToEndId)
                .filter(Objects::nonNull)
                .toList());
        List<EntryRows.Judged> judged = new ArrayList<>(fresh.size());
        List<Settlement.Step> steps = new ArrayList<>();
        for (BankEntry entry : fresh) {
            judged.add(judge(entry, payments, steps));
        }
        entries.insert(importId, judged); // first, as the database lets no payment be paid without the word it rests on
        settlement.apply(steps, progress, actor);
        waiting.clear();
        keysWaiting.clear();
    }

    private EntryRows.Judged judge(BankEntry entry, Map<String, LivePayment> payments, List<Settlement.Step> steps) {
        if (entry.ofWholeFile()) {
            noted++;
            return new EntryRows.Judged(entry, "NOTED", null, null);
        }
        LivePayment payment = entry.endToEndId() == null ? null : payments.get(entry.endToEndId());
        Matching.Verdict verdict = Matching.judge(entry, payment == null ? null : payment.known());
        if (payment != null && payment.throughGateway() && !ofGateway) {
            verdict = verdict.ofBankOnPayout();
        }
        return switch (verdict) {
            case Matching.Paid() -> {
                paid++;
                yield step(entry, Objects.requireNonNull(payment), PaymentState.PAID, payments, steps);
            }
            case Matching.Failed() -> {
                failed++;
                yield step(entry, Objects.requireNonNull(payment), PaymentState.FAILED, payments, steps);
            }
            case Matching.Reversed() -> {
                reversed++;
                yield step(entry, Objects.requireNonNull(payment), PaymentState.REVERSED, payments, steps);
            }
            case Matching.Noted() -> {
                noted++;
                yield note(entry, Objects.requireNonNull(payment), payments);
            }
            case Matching.Odd(OpenItemKind kind) -> {
                opened++;
                if (payment != null) {
                    progress.touch(payment.batchId());
                    if (kind == OpenItemKind.SECOND_DEBIT) {
                        payments.put(payment.endToEndId(), payment.debitedAgain());
                    }
                }
                yield new EntryRows.Judged(entry, "OPEN_ITEM", payment == null ? null : payment.id(), kind);
            }
        };
    }

    private EntryRows.Judged note(BankEntry entry, LivePayment payment, Map<String, LivePayment> payments) {
        if (entry.kind() == BankEntry.Kind.DEBIT && entry.bankReference() != null) {
            settlement.noteReference(payment, entry.bankReference());
            payments.put(payment.endToEndId(), payment.in(payment.state(), entry.bankReference()));
        }
        return new EntryRows.Judged(entry, "NOTED", payment.id(), null);
    }

    private static EntryRows.Judged step(
            BankEntry entry,
            LivePayment payment,
            PaymentState to,
            Map<String, LivePayment> payments,
            List<Settlement.Step> steps) {
        steps.add(new Settlement.Step(payment, to, entry, entry.naturalKey()));
        payments.put(payment.endToEndId(), payment.in(to, to == PaymentState.PAID ? entry.bankReference() : null));
        return new EntryRows.Judged(entry, to.name(), payment.id(), null);
    }

    /** The end of the file was reached: the rest is worked in, and the portal is told. */
    ImportCounts finish() {
        refusals.forEach(this::refuseAll);
        if (!waiting.isEmpty()) {
            flush();
        }
        settlement.finish(progress, actor);
        return new ImportCounts(read, known, paid, failed, reversed, noted, opened);
    }
}
