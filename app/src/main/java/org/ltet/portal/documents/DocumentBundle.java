package org.ltet.portal.documents;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ltet.portal.identity.User;
import org.springframework.stereotype.Component;

/** Several documents as one ZIP file, made while it is sent, in constant memory. */
@Component
public class DocumentBundle {

    private final ReadDocument reading;
    private final Documents documents;
    private final StampedDocuments stamped;

    DocumentBundle(ReadDocument reading, Documents documents, StampedDocuments stamped) {
        this.reading = reading;
        this.documents = documents;
        this.stamped = stamped;
    }

    /** Puts on record that this person reads them all; before the first byte goes out. */
    public List<StoredDocument> of(List<StoredDocument> wanted, User reader) {
        return wanted.stream()
                .map(document -> reading.look(document.id(), reader))
                .toList();
    }

    /** Writes what {@link #of} gave this reader. Names begin with a number, so that no two are the same. */
    public void write(List<StoredDocument> bundle, User reader, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            // photos and PDF files do not become smaller
            zip.setLevel(Deflater.NO_COMPRESSION);
            int number = 1;
            for (StoredDocument document : bundle) {
                try (Content content = stamped.of(documents.open(document.id()), reader)) {
                    String name = content.document().fileName();
                    zip.putNextEntry(new ZipEntry("%02d-%s-%s".formatted(number++, document.type(), name)));
                    content.writeTo(zip);
                    zip.closeEntry();
                }
            }
        }
    }
}
