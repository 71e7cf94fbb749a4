package org.ltet.portal.payments;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** The same payments as the XML file, as NEFT text in the bank's layout. */
final class NeftWriter implements InstructionWriter {

    private final Writer out;
    private final NeftLayout layout;
    private final Debtor debtor;
    private final FileTotals header;
    private final ControlTotals totals;

    NeftWriter(OutputStream out, NeftLayout layout, Debtor debtor, FileTotals header) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
        this.layout = layout;
        this.debtor = debtor;
        this.header = header;
        this.totals = new ControlTotals(header);
        this.out.write(layout.header(debtor, header));
    }

    @Override
    public void write(Instruction instruction) throws IOException {
        totals.add(instruction.amount());
        out.write(layout.payment(debtor, header, instruction));
    }

    @Override
    public void close() throws IOException {
        totals.mustAgree();
        out.write(layout.trailer(header));
        out.flush();
    }
}
