package org.ltet.portal.applications.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.BillPhoto;
import org.ltet.portal.applications.BillPhotos;
import org.ltet.portal.documents.DocumentPages;
import org.ltet.portal.documents.ReadField;
import org.ltet.portal.documents.ReadField.Name;
import org.ltet.portal.documents.Reading;
import org.ltet.portal.documents.Safety;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.ViewedDocument;
import org.springframework.stereotype.Component;

/** What was read from a bill, as the form of its line shows it. */
@Component
public class ReadBills {

    /**
     * A bill that was uploaded and has no line yet.
     *
     * @param waits still being read
     */
    public record Waiting(UUID id, String fileName, boolean waits, Safety safety) {}

    /**
     * A bill beside its form.
     *
     * @param viewed its pages, once it was read
     * @param hints of the fields that were read: how sure that is
     * @param advice what is amiss with the photo
     * @param person who the bill is for, or blank
     */
    public record Shown(
            UUID id,
            String fileName,
            Optional<ViewedDocument> viewed,
            boolean waits,
            boolean unreadable,
            Map<String, String> hints,
            List<String> advice,
            String person,
            Safety safety) {}

    private static final Map<Name, String> FIELDS = new LinkedHashMap<>(Map.of(
            Name.BILL_NUMBER, "billNumber",
            Name.BILL_DATE, "billDate",
            Name.VENDOR, "vendor",
            Name.TOTAL, "claimed"));

    private final BillPhotos photos;
    private final DocumentPages pages;

    ReadBills(BillPhotos photos, DocumentPages pages) {
        this.photos = photos;
        this.pages = pages;
    }

    List<Waiting> waiting(ApplicationView application) {
        return photos.of(application).stream()
                .filter(photo -> photo.lineId() == null)
                .map(photo -> new Waiting(
                        photo.document().id(),
                        photo.document().fileName(),
                        photo.reading().waits(),
                        photo.document().safety()))
                .toList();
    }

    /** @throws Refused not found, also when it is of another application */
    BillPhoto find(ApplicationView application, UUID documentId) {
        return photos.of(application).stream()
                .filter(photo -> photo.document().id().equals(documentId))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("document"));
    }

    Shown shown(Page page, BillPhoto photo) {
        Map<String, String> hints = new HashMap<>();
        FIELDS.forEach((name, field) -> photo.field(name)
                .ifPresent(read -> hints.put(
                        field, page.t("applications.read." + read.surety().name()))));
        List<String> advice = new ArrayList<>();
        for (Reading.Defect defect : photo.reading().defects()) {
            advice.add(page.t("applications.photo." + defect.name()));
        }
        return new Shown(
                photo.document().id(),
                photo.document().fileName(),
                photo.reading().waits() || !DocumentPages.shows(photo.document())
                        ? Optional.empty()
                        : Optional.of(pages.view(photo.document(), 1, page.words())),
                photo.reading().waits(),
                photo.reading().state() == Reading.State.UNREADABLE,
                hints,
                advice,
                photo.field(Name.PERSON).map(ReadField::value).orElse(""),
                photo.document().safety());
    }

    /** What the form begins with. */
    static Map<String, String> values(BillPhoto photo) {
        Map<String, String> values = new HashMap<>();
        FIELDS.forEach((name, field) -> photo.field(name)
                .ifPresent(read -> values.put(
                        field, name == Name.TOTAL ? new BigDecimal(read.value()).toPlainString() : read.value())));
        return values;
    }
}
