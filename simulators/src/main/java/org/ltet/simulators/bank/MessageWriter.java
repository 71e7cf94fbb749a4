package org.ltet.simulators.bank;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes one ISO 20022 message as a stream. */
class MessageWriter implements AutoCloseable {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final OutputStream out;
    private final XMLStreamWriter xml;

    MessageWriter(Path file, String message) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        try {
            xml = FACTORY.createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("Document");
            xml.writeDefaultNamespace("urn:iso:std:iso:20022:tech:xsd:" + message);
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    final void start(String name) throws IOException {
        write(() -> xml.writeStartElement(name));
    }

    final void end() throws IOException {
        write(xml::writeEndElement);
    }

    /** An element that holds a text, within the given elements; nothing for an empty text. */
    final void text(String text, String... names) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        write(() -> {
            for (String name : names) {
                xml.writeStartElement(name);
            }
            xml.writeCharacters(text);
            for (int i = 0; i < names.length; i++) {
                xml.writeEndElement();
            }
        });
    }

    final void amount(String name, BigDecimal amount, String currency) throws IOException {
        write(() -> {
            xml.writeStartElement(name);
            xml.writeAttribute("Ccy", currency.isEmpty() ? "INR" : currency);
            xml.writeCharacters(amount.toPlainString());
            xml.writeEndElement();
        });
    }

    static String time(Clock clock) {
        return OffsetDateTime.now(clock.withZone(Ledger.INDIA))
                .truncatedTo(ChronoUnit.SECONDS)
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            write(() -> {
                xml.writeEndDocument();
                xml.close();
            });
        }
    }

    private static void write(Step step) throws IOException {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private interface Step {
        void run() throws XMLStreamException;
    }
}
