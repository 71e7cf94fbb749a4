package org.ltet.portal.applications;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ltet.portal.documents.DocumentKind;
import org.ltet.portal.documents.ReadField;
import org.ltet.portal.documents.ReadField.Name;
import org.ltet.portal.documents.Reading;
import org.ltet.portal.documents.StoredDocument;

/**
 * A certificate, mark sheet or bank proof of an application, with what was read from it.
 *
 * @param confirmed what the member says that stands there
 */
public record ReadPaper(
        StoredDocument document, Reading reading, Map<Name, String> confirmed, List<PaperDifference> differences) {

    public ReadPaper {
        confirmed = Map.copyOf(confirmed);
        differences = List.copyOf(differences);
    }

    /** What stands on papers of a kind; none for kinds that are not read as papers. */
    public static List<Name> fields(DocumentKind kind) {
        return switch (kind) {
            case MARK_SHEET -> List.of(Name.PERSON, Name.PERCENTAGE, Name.YEAR, Name.ATTEMPT);
            case INCOME_CERTIFICATE ->
                List.of(Name.PERSON, Name.INCOME, Name.CERTIFICATE_NUMBER, Name.BILL_DATE, Name.VALID_UNTIL);
            case DISABILITY_CERTIFICATE ->
                List.of(Name.PERSON, Name.PERCENTAGE, Name.CERTIFICATE_NUMBER, Name.BILL_DATE, Name.VALID_UNTIL);
            case BANK_PROOF -> List.of(Name.PERSON, Name.IFSC, Name.ACCOUNT);
            case BILL, OTHER -> List.of();
        };
    }

    /** Whether all that is compared of every paper of its kind was read, and nothing that it says was read with doubt. */
    public boolean certain() {
        return fields().stream().noneMatch(reading::doubtful)
                && reading.certain(
                        switch (reading.kind()) {
                            case MARK_SHEET -> List.of(Name.PERSON, Name.PERCENTAGE);
                            case INCOME_CERTIFICATE -> List.of(Name.PERSON, Name.INCOME, Name.BILL_DATE);
                            case DISABILITY_CERTIFICATE -> List.of(Name.PERSON, Name.PERCENTAGE, Name.BILL_DATE);
                            case BANK_PROOF -> List.of(Name.PERSON, Name.IFSC, Name.ACCOUNT);
                            case BILL, OTHER -> List.of();
                        });
    }

    public List<Name> fields() {
        return fields(reading.kind());
    }

    /** What the member says, else what was read. */
    public Optional<String> value(Name name) {
        return Optional.ofNullable(confirmed.get(name))
                .or(() -> reading.field(name).map(ReadField::value));
    }
}
