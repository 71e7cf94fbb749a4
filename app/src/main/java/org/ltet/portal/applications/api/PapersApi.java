package org.ltet.portal.applications.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.BillPhotos;
import org.ltet.portal.applications.PaperDifference;
import org.ltet.portal.applications.ReadPapers;
import org.ltet.portal.documents.ReadField;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was read from the documents of an application, against what the application says. */
@RestController
@RequestMapping("/api/v1/applications/{id}")
class PapersApi {

    private final CurrentUser currentUser;
    private final Applications applications;
    private final BillPhotos photos;
    private final ReadPapers papers;

    PapersApi(CurrentUser currentUser, Applications applications, BillPhotos photos, ReadPapers papers) {
        this.currentUser = currentUser;
        this.applications = applications;
        this.photos = photos;
        this.papers = papers;
    }

    /**
     * @param lineId the bill's line; none for certificates, mark sheets and bank proofs
     * @param field as the reading names it
     * @param what DIFFERENT, EXPIRED, or CORRECTED where the member says that it was read wrongly
     * @param read what stands on the document, as far as it could be read
     * @param said what is said instead; of a bill, see its line
     */
    record Difference(
            UUID documentId,
            @Nullable UUID lineId,
            ReadField.Name field,
            What what,
            String read,
            @Nullable String said) {}

    enum What {
        DIFFERENT,
        EXPIRED,
        CORRECTED
    }

    /** @param values by field of the reading; blank or absent: it does not stand there */
    record Confirmation(@Nullable Map<ReadField.Name, String> values) {}

    @AllowSignedIn
    @InScope(ApiScope.APPLICATIONS_READ)
    @Operation(summary = "Where the documents of an application say something else than the application")
    @GetMapping("/differences")
    List<Difference> differences(@PathVariable UUID id) {
        ApplicationView application = applications.get(id, currentUser.get());
        List<Difference> found = new ArrayList<>();
        photos.differences(application)
                .forEach(one -> found.add(new Difference(
                        one.documentId(),
                        one.lineId(),
                        switch (one.what()) {
                            case AMOUNT -> ReadField.Name.TOTAL;
                            case DATE -> ReadField.Name.BILL_DATE;
                            case NUMBER -> ReadField.Name.BILL_NUMBER;
                            case PERSON -> ReadField.Name.PERSON;
                        },
                        What.DIFFERENT,
                        one.read(),
                        null)));
        papers.of(application).forEach(paper -> paper.differences().forEach(one -> found.add(difference(one))));
        return found;
    }

    /** Confirms or corrects what was read from a certificate, mark sheet or bank proof; the last time counts. */
    @Allow(Role.MEMBER)
    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "Confirms or corrects what was read from a certificate, mark sheet or bank proof")
    @PutMapping("/documents/{documentId}/reading")
    List<Difference> confirm(
            @PathVariable UUID id, @PathVariable UUID documentId, @RequestBody Confirmation confirmation) {
        ApplicationView application = applications.get(id, currentUser.get());
        Map<ReadField.Name, String> values = confirmation.values();
        papers.confirm(
                application,
                documentId,
                values == null || values.isEmpty() ? Map.of() : new EnumMap<>(values),
                currentUser.get());
        return papers.find(application, documentId).differences().stream()
                .map(PapersApi::difference)
                .toList();
    }

    private static Difference difference(PaperDifference one) {
        return new Difference(
                one.documentId(),
                null,
                one.field(),
                switch (one.what()) {
                    case NOT_AS_SAID -> What.DIFFERENT;
                    case EXPIRED -> What.EXPIRED;
                    case CORRECTED -> What.CORRECTED;
                },
                one.read(),
                one.said());
    }
}
