package org.ltet.simulators.bank;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ltet.simulators.bank.Scenario.Fate;
import org.springframework.stereotype.Component;

/** Works off one file after another: takes it, pays what is to be paid, writes the answers. */
@Component
final class PaymentDesk {

    enum Outcome {
        ACCEPTED,
        SAME_AGAIN,
        OTHER_CONTENT
    }

    private record Refusal(String reason, String explanation) {}

    private record PaymentInformation(String id, int first) {}

    private record Return(Instruction instruction, Ledger.Booking booking, String reason) {}

    private final Transfer transfer;
    private final Ledger ledger;
    private final Clock clock;
    private Scenario scenario;
    private @Nullable NeftLayout neftLayout;

    PaymentDesk(Transfer transfer, Ledger ledger, Clock clock, BankProperties properties) {
        this.transfer = transfer;
        this.ledger = ledger;
        this.clock = clock;
        this.scenario = properties.scenario();
    }

    synchronized Scenario scenario() {
        return scenario;
    }

    synchronized void follow(Scenario wanted) {
        scenario = wanted;
    }

    /** @param told none for files with a heading line */
    synchronized void read(@Nullable NeftLayout told) {
        neftLayout = told;
    }

    synchronized Outcome accept(Transfer.Received upload, boolean xml) throws IOException {
        Transfer.Received earlier = transfer.received(upload.name());
        if (earlier != null) {
            transfer.drop(upload);
            return earlier.sha256().equals(upload.sha256()) ? Outcome.SAME_AGAIN : Outcome.OTHER_CONTENT;
        }
        transfer.receive(upload);
        if (xml) {
            processXml(upload);
        } else {
            new NeftFile(transfer, ledger, scenario, neftLayout).process(upload);
        }
        return Outcome.ACCEPTED;
    }

    private void processXml(Transfer.Received file) throws IOException {
        List<Fate> fates = new ArrayList<>();
        List<PaymentInformation> parts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        BigDecimal[] sum = {BigDecimal.ZERO};
        Pain001Reader.Header header;
        try {
            header = Pain001Reader.read(file.path(), (soFar, instruction) -> {
                if (parts.isEmpty() || !parts.getLast().id().equals(instruction.paymentInformationId())) {
                    parts.add(new PaymentInformation(instruction.paymentInformationId(), fates.size()));
                }
                boolean first = seen.add(instruction.endToEndId());
                fates.add(first ? Fate.ofAccount(instruction.creditorAccount()) : Fate.DUPLICATE);
                sum[0] = sum[0].add(instruction.amount());
            });
        } catch (UnreadableFileException e) {
            refuse(file, e.header, new Refusal("FF01", String.valueOf(e.getMessage())));
            return;
        }
        transfer.receive(file.read(header.messageId(), fates.size()));
        Refusal refusal = refusal(header, fates.size(), sum[0]);
        if (refusal != null) {
            refuse(file, header, refusal);
            return;
        }
        ledger.take(header.messageId());
        scenario.applyTo(fates);
        pay(file, header, fates, parts);
    }

    private @Nullable Refusal refusal(Pain001Reader.Header header, int count, BigDecimal sum) {
        if (ledger.knows(header.messageId())) {
            return new Refusal("AM05", StatusReport.explanation("AM05"));
        }
        if (!header.numberOfTransactions().equals(String.valueOf(count)) || count == 0) {
            return new Refusal("AM18", "There are " + count + " transactions");
        }
        if (!header.controlSum().isEmpty() && new BigDecimal(header.controlSum()).compareTo(sum) != 0) {
            return new Refusal("AM10", "The sum of the amounts is " + sum);
        }
        return null;
    }

    private void refuse(Transfer.Received file, Pain001Reader.Header header, Refusal refusal) throws IOException {
        Path path = transfer.newAnswer();
        var named = header.messageId().isEmpty()
                ? new Pain001Reader.Header(header.version(), "NOTPROVIDED", "", "", "")
                : header;
        try (var report = new StatusReport(path, header.version(), clock)) {
            report.group(ledger.reference(), named, "RJCT", refusal.reason(), refusal.explanation());
        }
        publish(file, ".pain002.xml", path);
    }

    private void pay(
            Transfer.Received file, Pain001Reader.Header header, List<Fate> fates, List<PaymentInformation> parts)
            throws IOException {
        Path reportPath = transfer.newAnswer();
        Path notificationPath = transfer.newAnswer();
        boolean anyPaid = fates.stream().anyMatch(fate -> !fate.refused());
        List<Return> returns = new ArrayList<>();
        try (var report = new StatusReport(reportPath, header.version(), clock);
                var notification = new Notification(notificationPath, ledger.reference(), header.debtor(), clock)) {
            report.group(ledger.reference(), header, status(fates), null, "");
            int[] place = {0};
            int[] part = {0};
            Pain001Reader.read(file.path(), (whole, instruction) -> {
                if (part[0] < parts.size() && parts.get(part[0]).first() == place[0]) {
                    int next =
                            part[0] + 1 < parts.size() ? parts.get(part[0] + 1).first() : fates.size();
                    report.payment(parts.get(part[0]).id(), status(fates.subList(place[0], next)));
                    part[0]++;
                }
                Fate fate = fates.get(place[0]++);
                if (fate.refused()) {
                    report.transaction(instruction, fate, "");
                    return;
                }
                Ledger.Booking booking = ledger.pay(
                        header.messageId(), instruction.endToEndId(), booked(instruction, fate), fate.returned());
                report.transaction(instruction, fate, booking.reference());
                notification.debit(instruction, booking);
                if (fate.returned()) {
                    returns.add(new Return(instruction, booking, fate.returnedFor));
                }
            });
            for (Return back : returns) {
                notification.returned(back.instruction(), back.booking(), ledger.reference(), back.reason());
            }
            if (scenario.addsUnknownBooking(fates.size())) {
                notification.debit(
                        unknown(),
                        new Ledger.Booking(
                                "NOTPROVIDED", ledger.reference(), new BigDecimal("1234.00"), ledger.today(), false));
            }
        } catch (UnreadableFileException e) {
            throw new IOException("the file changed between two readings", e);
        }
        publish(file, ".pain002.xml", reportPath);
        if (anyPaid) {
            publish(file, ".camt054.xml", notificationPath);
        }
    }

    /** A payment that is booked short is booked one rupee short. */
    static BigDecimal booked(Instruction instruction, Fate fate) {
        BigDecimal less = instruction.amount().subtract(BigDecimal.ONE);
        return fate == Fate.PAID_ONE_RUPEE_SHORT && less.signum() > 0 ? less : instruction.amount();
    }

    private static String status(List<Fate> fates) {
        long refused = fates.stream().filter(Fate::refused).count();
        return refused == 0 ? "ACSP" : refused == fates.size() ? "RJCT" : "PART";
    }

    private Instruction unknown() {
        return new Instruction(
                "", "", "NOTOURS-" + ledger.reference(), new BigDecimal("1234.00"), "INR", "Unknown", "", "");
    }

    private void publish(Transfer.Received file, String suffix, Path path) throws IOException {
        transfer.answer(baseName(file.name()) + suffix, path, scenario != Scenario.SILENT);
    }

    static String baseName(String name) {
        return name.replaceFirst("\\.(xml|txt|csv|dat)$", "");
    }
}
