package org.ltet.portal.payments;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.ltet.portal.payments.layout.FileFacts;
import org.ltet.portal.payments.layout.LayoutDefinition;
import org.ltet.portal.payments.layout.LayoutLines;
import org.ltet.portal.payments.layout.PaymentFacts;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;

/** The same payments as the XML file, as NEFT text in the layout with which the batch was frozen. */
final class NeftWriter implements InstructionWriter {

    private final Writer out;
    private final LayoutLines lines;
    private final ControlTotals totals;
    private int written;

    NeftWriter(OutputStream out, LayoutDefinition layout, Debtor debtor, FileTotals header) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
        this.lines = new LayoutLines(layout, facts(debtor, header));
        this.totals = new ControlTotals(header);
        this.out.write(lines.header());
    }

    private static FileFacts facts(Debtor debtor, FileTotals header) {
        return new FileFacts(
                debtor.id(),
                BankText.of(debtor.name(), LayoutDefinition.WIDEST),
                debtor.account(),
                debtor.ifsc(),
                header.messageId(),
                header.executionDate(),
                IndiaTime.dateOf(header.createdAt()),
                header.count(),
                header.sum());
    }

    /** For asking whether a payment fits before there is a file. */
    static FileFacts unwritten(Debtor debtor, Instant now) {
        return facts(debtor, new FileTotals("", now, IndiaTime.dateOf(now), 0, Money.ZERO));
    }

    static PaymentFacts facts(int number, Instruction instruction) {
        return new PaymentFacts(
                number,
                instruction.endToEndId(),
                instruction.amount(),
                BankText.of(instruction.name(), LayoutDefinition.WIDEST),
                instruction.account(),
                instruction.ifsc(),
                BankText.of(instruction.remark(), LayoutDefinition.WIDEST));
    }

    @Override
    public void write(Instruction instruction) throws IOException {
        totals.add(instruction.amount());
        written++;
        out.write(lines.payment(facts(written, instruction)));
    }

    @Override
    public void close() throws IOException {
        totals.mustAgree();
        out.write(lines.trailer());
        out.flush();
    }
}
