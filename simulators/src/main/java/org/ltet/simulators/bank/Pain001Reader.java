package org.ltet.simulators.bank;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a customer credit transfer initiation as a stream, one payment at a time, without DTD or entities. */
final class Pain001Reader {

    /** What the file says about itself, complete when the first payment is handed over. */
    record Header(String version, String messageId, String numberOfTransactions, String controlSum, String debtor) {}

    interface Visitor {
        void visit(Header header, Instruction instruction) throws IOException;
    }

    private static final class InvalidOrderException extends Exception {

        InvalidOrderException(String message) {
            super(message);
        }
    }

    private static final Pattern NAMESPACE =
            Pattern.compile("urn:iso:std:iso:20022:tech:xsd:pain\\.001\\.001\\.(03|09|11)");
    private static final String ROOT = "/Document/CstmrCdtTrfInitn";
    private static final String PAYMENT = ROOT + "/PmtInf";
    private static final String TRANSACTION = PAYMENT + "/CdtTrfTxInf";

    private static final XMLInputFactory FACTORY = factory();

    private final Map<String, String> header = new HashMap<>();
    private final Map<String, String> transaction = new HashMap<>();
    private String version = "09";

    private Pain001Reader() {}

    static Header read(Path file, Visitor each) throws IOException, UnreadableFileException {
        var reader = new Pain001Reader();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return reader.read(FACTORY.createXMLStreamReader(in), each);
        } catch (XMLStreamException | NumberFormatException | InvalidOrderException e) {
            throw new UnreadableFileException(reader.header(), String.valueOf(e.getMessage()), e);
        }
    }

    private Header read(XMLStreamReader xml, Visitor each)
            throws XMLStreamException, IOException, InvalidOrderException {
        StringBuilder path = new StringBuilder();
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw new InvalidOrderException("a document type is not allowed");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (path.isEmpty()) {
                        checkNamespace(xml);
                    }
                    path.append('/').append(xml.getLocalName());
                    text.setLength(0);
                    if (xml.getLocalName().equals("InstdAmt")) {
                        String currency = xml.getAttributeValue(null, "Ccy");
                        transaction.put("/Ccy", currency == null ? "" : currency);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    leave(path.toString(), text.toString().strip(), each);
                    path.setLength(path.length() - xml.getLocalName().length() - 1);
                    text.setLength(0);
                }
                default -> {
                    // Comments and white space carry nothing.
                }
            }
        }
        if (of(header, ROOT + "/GrpHdr/MsgId").isEmpty()) {
            throw new InvalidOrderException("there is no message identification");
        }
        return header();
    }

    private void checkNamespace(XMLStreamReader xml) throws InvalidOrderException {
        String namespace = xml.getNamespaceURI() == null ? "" : xml.getNamespaceURI();
        Matcher matcher = NAMESPACE.matcher(namespace);
        if (!matcher.matches() || !xml.getLocalName().equals("Document")) {
            throw new InvalidOrderException("not a payment file of a version we take: " + namespace);
        }
        version = matcher.group(1);
    }

    private void leave(String path, String text, Visitor each) throws IOException, InvalidOrderException {
        if (path.equals(TRANSACTION)) {
            each.visit(header(), instruction());
            transaction.clear();
        } else if (!text.isEmpty()) {
            if (path.startsWith(TRANSACTION)) {
                transaction.put(path.substring(TRANSACTION.length()), text);
            } else {
                header.put(path, text);
            }
        }
    }

    private Header header() {
        return new Header(
                version,
                of(header, ROOT + "/GrpHdr/MsgId"),
                of(header, ROOT + "/GrpHdr/NbOfTxs"),
                of(header, ROOT + "/GrpHdr/CtrlSum"),
                account(header, PAYMENT + "/DbtrAcct"));
    }

    private Instruction instruction() throws InvalidOrderException {
        String amount = of(transaction, "/Amt/InstdAmt");
        String endToEndId = of(transaction, "/PmtId/EndToEndId");
        if (amount.isEmpty() || endToEndId.isEmpty()) {
            throw new InvalidOrderException("a payment lacks its amount or its end-to-end identification");
        }
        String member = of(transaction, "/CdtrAgt/FinInstnId/ClrSysMmbId/MmbId");
        return new Instruction(
                of(header, PAYMENT + "/PmtInfId"),
                of(transaction, "/PmtId/InstrId"),
                endToEndId,
                new BigDecimal(amount),
                of(transaction, "/Ccy"),
                of(transaction, "/Cdtr/Nm"),
                account(transaction, "/CdtrAcct"),
                member);
    }

    private static String account(Map<String, String> values, String path) {
        String other = of(values, path + "/Id/Othr/Id");
        return other.isEmpty() ? of(values, path + "/Id/IBAN") : other;
    }

    private static String of(Map<String, String> values, String path) {
        return values.getOrDefault(path, "");
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
