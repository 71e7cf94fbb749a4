package org.ltet.portal.payments;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bank's answers (pain.002, camt.053, camt.054) as a stream: memory does not grow with the file. Refuses
 * document types and entities, and anything that is not one of these messages.
 */
final class StatementReader {

    private static final Pattern NAMESPACE =
            Pattern.compile("urn:iso:std:iso:20022:tech:xsd:(pain\\.002|camt\\.053|camt\\.054)\\.001\\.\\d{2}");
    private static final Map<String, StatementMessage.Type> TYPES = Map.of(
            "pain.002", StatementMessage.Type.STATUS_REPORT,
            "camt.054", StatementMessage.Type.NOTIFICATION,
            "camt.053", StatementMessage.Type.STATEMENT);
    private static final int MAX_DEPTH = 40;
    private static final int MAX_TEXT = 2_000;

    /** The parser keeps a comment, an attribute or an instruction whole: longer ones than this it never gets to see. */
    private static final int MAX_PIECE = 256 * 1024;

    /** It keeps each name as well; all those of the messages that we read have some 6,000 characters together. */
    private static final int MAX_NAMES = 64 * 1024;

    /** The elements whose fields are read together; everything between two of them is a path inside the upper one. */
    private static final Set<String> SCOPES = Set.of(
            "GrpHdr", "OrgnlGrpInfAndSts", "OrgnlPmtInfAndSts", "TxInfAndSts", "Ntfctn", "Stmt", "Ntry", "TxDtls");

    private final StatementEntries entries;
    private final Deque<StatementScope> scopes = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final Set<String> names = new HashSet<>();
    private int lengthOfNames;
    private int depth;

    private StatementReader(StatementSink sink) {
        this.entries = new StatementEntries(sink);
    }

    static void read(InputStream in, StatementSink sink) throws UnreadableFile {
        new StatementReader(sink).read(in);
    }

    private void read(InputStream in) throws UnreadableFile {
        XMLStreamReader xml = null;
        PiecewiseInput pieces = new PiecewiseInput(in, MAX_PIECE);
        try {
            xml = open(pieces);
            while (xml.hasNext()) {
                int event = next(xml);
                pieces.next();
                switch (event) {
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new UnreadableFile(
                                "documentType", "line " + xml.getLocation().getLineNumber());
                    case XMLStreamConstants.START_ELEMENT -> {
                        names(xml);
                        start(xml);
                    }
                    case XMLStreamConstants.PROCESSING_INSTRUCTION -> name(xml.getPITarget());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(xml);
                    case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                    default -> {
                        // comments say nothing about money
                    }
                }
            }
        } catch (XMLStreamException e) {
            String where = e.getLocation() == null
                    ? "?"
                    : Integer.toString(e.getLocation().getLineNumber());
            if (pieces.tooLong()) {
                throw new UnreadableFile("longPiece", where, e);
            }
            throw new UnreadableFile("incomplete", where, e);
        } finally {
            close(xml);
        }
        entries.finish();
    }

    private static XMLStreamReader open(InputStream in) throws XMLStreamException {
        try {
            return factory().createXMLStreamReader(in);
        } catch (RuntimeException broken) {
            throw new XMLStreamException(broken);
        }
    }

    /** The JDK's parser answers some malformed document types with exceptions of other kinds. */
    private static int next(XMLStreamReader xml) throws XMLStreamException {
        try {
            return xml.next();
        } catch (RuntimeException broken) {
            throw new XMLStreamException(broken);
        }
    }

    private static void close(@Nullable XMLStreamReader xml) throws UnreadableFile {
        try {
            if (xml != null) {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw new UnreadableFile("incomplete", "?", e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("A bank file refers to nothing outside itself");
        });
        return factory;
    }

    private void names(XMLStreamReader xml) throws UnreadableFile {
        name(xml.getPrefix());
        name(xml.getLocalName());
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            name(xml.getNamespacePrefix(i));
            name(xml.getNamespaceURI(i));
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            name(xml.getAttributePrefix(i));
            name(xml.getAttributeLocalName(i));
        }
    }

    private void name(@Nullable String name) throws UnreadableFile {
        if (name != null && names.add(name)) {
            lengthOfNames += name.length();
            if (lengthOfNames > MAX_NAMES) {
                throw new UnreadableFile("notABankFile", "names");
            }
        }
    }

    private void start(XMLStreamReader xml) throws UnreadableFile {
        if (depth == 0) {
            root(xml);
        }
        if (++depth > MAX_DEPTH) {
            throw new UnreadableFile("notABankFile", "depth");
        }
        text.setLength(0);
        String name = xml.getLocalName();
        StatementScope scope = scopes.peek();
        if (SCOPES.contains(name)) {
            if (scope != null) {
                entries.beforeInner(scope);
            }
            scopes.push(new StatementScope(name, scope));
        } else if (scope != null) {
            scope.enter(name);
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                scope.attribute(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
            }
        }
    }

    private void root(XMLStreamReader xml) throws UnreadableFile {
        String namespace = xml.getNamespaceURI() == null ? "" : xml.getNamespaceURI();
        Matcher matcher = NAMESPACE.matcher(namespace);
        if (!xml.getLocalName().equals("Document") || !matcher.matches()) {
            throw new UnreadableFile("notABankFile", namespace.isEmpty() ? xml.getLocalName() : namespace);
        }
        entries.type(java.util.Objects.requireNonNull(TYPES.get(matcher.group(1))));
    }

    private void append(XMLStreamReader xml) throws UnreadableFile {
        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
        if (text.length() > MAX_TEXT) {
            throw new UnreadableFile("notABankFile", "text");
        }
    }

    private void end(String name) throws UnreadableFile {
        depth--;
        StatementScope scope = scopes.peek();
        if (scope != null) {
            if (scope.isClosedBy(name)) {
                scopes.pop();
                entries.closed(scope);
            } else {
                scope.leave(text.toString().strip());
            }
        }
        text.setLength(0);
    }
}
