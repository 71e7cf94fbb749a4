package org.ltet.portal.applications;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.ReadField;
import org.ltet.portal.documents.Reading;
import org.ltet.portal.documents.StoredDocument;

/**
 * A bill that was uploaded before its line was made.
 *
 * @param lineId the line that the member made of it
 */
public record BillPhoto(
        StoredDocument document, Reading reading, @Nullable UUID lineId) {

    public Optional<ReadField> field(ReadField.Name name) {
        return reading.field(name);
    }
}
