package org.ltet.portal.payments;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.ltet.portal.shared.Money;

/**
 * ISO 20022 pain.001.001.09, written as a stream so that memory does not grow with the batch. One payment information
 * block, booked singly, so that every payment has its own line in the bank's statement.
 */
final class Pain001Writer implements InstructionWriter {

    static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    private static final String CLEARING_SYSTEM = "INFSC";
    private static final int NAME_LENGTH = 140;

    private final XMLStreamWriter xml;
    private final ControlTotals totals;

    Pain001Writer(OutputStream out, Debtor debtor, FileTotals header) throws IOException {
        totals = new ControlTotals(header);
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.setDefaultNamespace(NAMESPACE);
            start("Document");
            xml.writeDefaultNamespace(NAMESPACE);
            start("CstmrCdtTrfInitn");
            groupHeader(debtor, header);
            paymentInformation(debtor, header);
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void groupHeader(Debtor debtor, FileTotals header) throws XMLStreamException {
        start("GrpHdr");
        leaf("MsgId", header.messageId());
        leaf(
                "CreDtTm",
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(header.createdAt()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .atOffset(ZoneOffset.UTC))
                        + "Z");
        leaf("NbOfTxs", Integer.toString(header.count()));
        leaf("CtrlSum", header.sum().plain());
        party("InitgPty", debtor);
        end();
    }

    private void paymentInformation(Debtor debtor, FileTotals header) throws XMLStreamException {
        start("PmtInf");
        leaf("PmtInfId", header.messageId());
        leaf("PmtMtd", "TRF");
        leaf("BtchBookg", "false");
        leaf("NbOfTxs", Integer.toString(header.count()));
        leaf("CtrlSum", header.sum().plain());
        start("PmtTpInf");
        start("SvcLvl");
        leaf("Cd", "NURG");
        end();
        end();
        start("ReqdExctnDt");
        leaf("Dt", header.executionDate().toString());
        end();
        party("Dbtr", debtor);
        account("DbtrAcct", debtor.account());
        agent("DbtrAgt", debtor.ifsc());
        leaf("ChrgBr", "DEBT");
    }

    @Override
    public void write(Instruction instruction) throws IOException {
        totals.add(instruction.amount());
        try {
            start("CdtTrfTxInf");
            start("PmtId");
            leaf("InstrId", instruction.endToEndId());
            leaf("EndToEndId", instruction.endToEndId());
            end();
            start("Amt");
            start("InstdAmt");
            xml.writeAttribute("Ccy", Money.CURRENCY);
            xml.writeCharacters(instruction.amount().plain());
            end();
            end();
            agent("CdtrAgt", instruction.ifsc());
            start("Cdtr");
            leaf("Nm", BankText.of(instruction.name(), NAME_LENGTH));
            end();
            account("CdtrAcct", instruction.account());
            start("RmtInf");
            leaf("Ustrd", BankText.of(instruction.remark(), NAME_LENGTH));
            end();
            end();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        totals.mustAgree();
        try {
            xml.writeEndDocument();
            xml.flush();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void party(String element, Debtor debtor) throws XMLStreamException {
        start(element);
        leaf("Nm", BankText.of(debtor.name(), NAME_LENGTH));
        start("Id");
        start("OrgId");
        start("Othr");
        leaf("Id", debtor.id());
        end();
        end();
        end();
        end();
    }

    private void account(String element, String number) throws XMLStreamException {
        start(element);
        start("Id");
        start("Othr");
        leaf("Id", number);
        end();
        end();
        leaf("Ccy", Money.CURRENCY);
        end();
    }

    private void agent(String element, String ifsc) throws XMLStreamException {
        start(element);
        start("FinInstnId");
        start("ClrSysMmbId");
        start("ClrSysId");
        leaf("Cd", CLEARING_SYSTEM);
        end();
        leaf("MmbId", ifsc);
        end();
        end();
        end();
    }

    private void start(String element) throws XMLStreamException {
        xml.writeStartElement(NAMESPACE, element);
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
    }

    private void leaf(String element, String text) throws XMLStreamException {
        start(element);
        xml.writeCharacters(text);
        end();
    }
}
