package org.ltet.portal.documents;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Words;
import org.springframework.stereotype.Component;

/**
 * Several documents as one ZIP file, made while it is sent, in constant memory. A document that may not go out as it is
 * leaves a note in its place, and a list of all of them ends the file: it is never shorter without a word.
 */
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

    /**
     * Writes what {@link #of} gave this reader. Names begin with a number, so that no two are the same.
     *
     * @param words what notes and list are written in
     * @return how many documents are in it
     * @throws IOException or any other where one cannot be read: the file is not ended then, so that nobody takes it for
     *     whole
     */
    public int write(List<StoredDocument> bundle, User reader, Words words, OutputStream out) throws IOException {
        // never closed by itself: closing ends the file as if nothing were missing
        ZipOutputStream zip = new ZipOutputStream(out);
        // photos and PDF files do not become smaller
        zip.setLevel(Deflater.NO_COMPRESSION);
        StringBuilder list = new StringBuilder();
        int written = 0;
        int number = 1;
        for (StoredDocument document : bundle) {
            String entry = "%02d-%s-".formatted(number++, document.type());
            try (Content content = stamped.of(documents.open(document.id()), reader)) {
                entry += content.document().fileName();
                zip.putNextEntry(new ZipEntry(entry));
                content.writeTo(zip);
                zip.closeEntry();
                written++;
            } catch (Refused refused) {
                entry += "NOT-IN-THIS-FILE.txt";
                put(zip, entry, words.t("documents.bundle.missing", document.fileName()) + "\n" + why(refused, words));
            }
            list.append(entry).append('\n');
        }
        put(zip, "00-CONTENTS.txt", words.t("documents.bundle.contents", written, bundle.size()) + "\n\n" + list);
        zip.finish();
        return written;
    }

    private static String why(Refused refused, Words words) {
        String key = "refused." + refused.code();
        return words.has(key) ? words.t(key, refused.arguments().toArray()) : words.t("error.refused");
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
