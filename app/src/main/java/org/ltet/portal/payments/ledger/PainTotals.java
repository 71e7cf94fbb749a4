package org.ltet.portal.payments.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a bank file says of itself and what its payments come to, read as a stream.
 *
 * @param told control sum of the head
 * @param toldCount number of payments of the head
 */
record PainTotals(BigDecimal told, long toldCount, BigDecimal sum, long count) {

    static PainTotals read(InputStream file) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        BigDecimal told = BigDecimal.ZERO;
        BigDecimal sum = BigDecimal.ZERO;
        long toldCount = 0;
        long count = 0;
        boolean head = false;
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(file);
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "GrpHdr" -> head = true;
                        case "NbOfTxs" -> toldCount = head ? Long.parseLong(xml.getElementText()) : toldCount;
                        case "CtrlSum" -> told = head ? new BigDecimal(xml.getElementText()) : told;
                        case "InstdAmt" -> {
                            sum = sum.add(new BigDecimal(xml.getElementText()));
                            count++;
                        }
                        default -> {
                            // nothing else counts
                        }
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT
                        && xml.getLocalName().equals("GrpHdr")) {
                    head = false;
                }
            }
            xml.close();
        } catch (XMLStreamException | NumberFormatException e) {
            throw new IOException("Not a bank file of ours", e);
        }
        return new PainTotals(told, toldCount, sum, count);
    }
}
