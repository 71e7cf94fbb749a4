package org.ltet.portal.applications;

import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.DocumentKind;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.ReadField;
import org.ltet.portal.documents.Reading;
import org.ltet.portal.documents.Readings;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.User;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Bill first (APP-2): a bill is uploaded, read by itself, and becomes a line that the member confirms or corrects. */
@Component
public class BillPhotos {

    private final AttachDocument attachDocument;
    private final Documents documents;
    private final Readings readings;
    private final JdbcClient jdbc;

    BillPhotos(AttachDocument attachDocument, Documents documents, Readings readings, JdbcClient jdbc) {
        this.attachDocument = attachDocument;
        this.documents = documents;
        this.readings = readings;
        this.jdbc = jdbc;
    }

    /** The documents of a scheme that are bills; of a scheme without any, the first that it asks for. */
    public static List<SchemeDefinition.Document> kinds(SchemeDefinition definition) {
        List<SchemeDefinition.Document> bills = definition.documents().stream()
                .filter(document -> KindOfDocument.of(document.code()) == DocumentKind.BILL)
                .toList();
        return bills.isEmpty() ? definition.documents().stream().limit(1).toList() : bills;
    }

    /**
     * Keeps the file with the application and has it read.
     *
     * @throws Refused documents.* when the file cannot be accepted
     */
    public UUID add(UUID applicationId, String type, String fileName, InputStream content, User user) {
        StoredDocument stored = attachDocument.attach(applicationId, type, fileName, content, user);
        jdbc.sql("""
                insert into applications.bill_photo (document_id, application_id) values (:document, :application)
                on conflict do nothing
                """)
                .param("document", stored.id())
                .param("application", applicationId)
                .update();
        return stored.id();
    }

    /** Those whose documents are still there, oldest first. The caller has made sure who may see the application. */
    @Transactional(readOnly = true)
    public List<BillPhoto> of(ApplicationView application) {
        Map<UUID, Optional<UUID>> lines = new HashMap<>();
        jdbc.sql("select document_id, line_id from applications.bill_photo where application_id = :id")
                .param("id", application.id())
                .query(row -> {
                    lines.put(
                            row.getObject("document_id", UUID.class),
                            Optional.ofNullable(row.getObject("line_id", UUID.class)));
                });
        if (lines.isEmpty()) {
            return List.of();
        }
        Map<UUID, Reading> read = readings.of(lines.keySet()).stream()
                .collect(Collectors.toMap(Reading::documentId, Function.identity()));
        List<BillPhoto> photos = new ArrayList<>();
        for (StoredDocument document : documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, application.id()))) {
            Reading reading = read.get(document.id());
            if (reading != null) {
                UUID line = lines.getOrDefault(document.id(), Optional.empty())
                        .filter(id -> application.lines().stream()
                                .anyMatch(one -> one.id().equals(id)))
                        .orElse(null);
                photos.add(new BillPhoto(document, reading, line));
            }
        }
        return photos;
    }

    /** A document that was added to this application, but not as a bill to be read. */
    @Transactional(readOnly = true)
    public boolean isOtherDocument(ApplicationView application, UUID documentId) {
        boolean own = documents
                .find(documentId)
                .filter(document ->
                        document.owner().equals(new DocumentOwner(Applications.DOCUMENT_OWNER, application.id())))
                .isPresent();
        return own
                && of(application).stream()
                        .noneMatch(photo -> photo.document().id().equals(documentId));
    }

    /** Remembers which line the bill became, and what of the reading was right. */
    @Transactional
    public void confirm(ApplicationView application, UUID documentId, UUID lineId, LineInput line) {
        int changed = jdbc.sql("""
                update applications.bill_photo set line_id = :line
                where document_id = :document and application_id = :application
                """)
                .param("line", lineId)
                .param("document", documentId)
                .param("application", application.id())
                .update();
        if (changed > 0) {
            Map<ReadField.Name, String> confirmed = new EnumMap<>(ReadField.Name.class);
            confirmed.put(ReadField.Name.BILL_NUMBER, line.billNumber());
            confirmed.put(ReadField.Name.BILL_DATE, line.billDate().toString());
            confirmed.put(ReadField.Name.VENDOR, line.vendor());
            confirmed.put(ReadField.Name.TOTAL, line.claimed().plain());
            readings.check(documentId, confirmed);
        }
    }

    /** Where lines say something else than their bills. */
    public List<BillDifference> differences(ApplicationView application) {
        List<BillDifference> found = new ArrayList<>();
        for (BillPhoto photo : of(application)) {
            LineView line = line(application, photo.lineId());
            if (line != null) {
                found.addAll(BillDifferences.of(line, photo, application.beneficiaryName()));
            }
        }
        return found;
    }

    /**
     * Lines without a bill that was read and says the same: what the member typed stands there alone. Lines of one bill
     * that together claim more than it comes to are among them.
     */
    public List<LineView> unproved(ApplicationView application) {
        List<BillPhoto> photos = of(application);
        Map<LineView, BillPhoto> proofs = new LinkedHashMap<>();
        for (LineView line : application.lines()) {
            photos.stream()
                    .filter(photo -> line.id().equals(photo.lineId())
                            && BillDifferences.proves(photo, line, application.beneficiaryName()))
                    .findFirst()
                    .ifPresent(photo -> proofs.put(line, photo));
        }
        Map<String, BigDecimal> claimed = new HashMap<>();
        proofs.forEach((line, photo) ->
                claimed.merge(BillDifferences.sameBill(photo), line.claimed().amount(), BigDecimal::add));
        return application.lines().stream()
                .filter(line -> {
                    BillPhoto proof = proofs.get(line);
                    return proof == null
                            || claimed.getOrDefault(BillDifferences.sameBill(proof), BigDecimal.ZERO)
                                            .compareTo(BillDifferences.total(proof))
                                    > 0;
                })
                .toList();
    }

    private static @Nullable LineView line(ApplicationView application, @Nullable UUID id) {
        return application.lines().stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .orElse(null);
    }
}
