package org.ltet.portal.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.ltet.portal.documents.spi.DocumentAccess;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Prints on documents that leave the portal of which application they are, who took them and when, where an administrator
 * asks for it (DOC-5), so that a copy tells where it came from. The document itself stays as it was handed in.
 */
@Component
public class StampedDocuments {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'IST'", Locale.ROOT).withZone(IndiaTime.ZONE);

    private final DownloadSettings settings;
    private final PagePainters painters;
    private final ObjectProvider<DocumentAccess> owners;
    private final Clock clock;

    StampedDocuments(
            DownloadSettings settings, PagePainters painters, ObjectProvider<DocumentAccess> owners, Clock clock) {
        this.settings = settings;
        this.painters = painters;
        this.owners = owners;
        this.clock = clock;
    }

    /** Whether it is stamped before it goes out. */
    public boolean stamps(StoredDocument document) {
        return settings.stamped() && MediaKind.ofMediaType(document.mediaType()).isPresent();
    }

    /**
     * The content as it goes out: stamped where that is asked for, else as it is. A picture becomes a JPEG.
     *
     * @throws Refused conflict where it should be stamped and cannot be; nothing goes out without its stamp then
     */
    public Content of(Content content, User reader) {
        StoredDocument document = content.document();
        if (!stamps(document)) {
            return content;
        }
        boolean pdf = document.mediaType().equals(MediaKind.PDF.mediaType());
        try (content) {
            byte[] stamped = painters.stamp(pdf, line(document, reader), content.stream(), document.size())
                    .orElseThrow(() -> Refused.conflict("documents.notStamped"));
            return new Content(changed(document, pdf, stamped.length), new ByteArrayInputStream(stamped));
        } catch (IOException failed) {
            throw new UncheckedIOException("Document " + document.id() + " cannot be stamped", failed);
        }
    }

    private String line(StoredDocument document, User reader) {
        Optional<String> number = owners.stream()
                .filter(owner -> owner.ownerKind().equals(document.owner().kind()))
                .findFirst()
                .flatMap(owner -> owner.nameOf(document.owner().id()));
        return number.map(one -> one + "  |  ").orElse("") + reader.displayName() + " (" + reader.employeeNumber()
                + ")  |  " + TIME.format(clock.instant());
    }

    private static StoredDocument changed(StoredDocument document, boolean pdf, long size) {
        MediaKind kind = pdf ? MediaKind.PDF : MediaKind.JPEG;
        return new StoredDocument(
                document.id(),
                document.owner(),
                document.type(),
                kind.nameFor(document.fileName()),
                kind.mediaType(),
                size,
                document.sha256(),
                document.addedAt(),
                document.addedBy(),
                document.safety());
    }
}
