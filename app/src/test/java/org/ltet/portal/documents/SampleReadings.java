package org.ltet.portal.documents;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Documents as read, without their being looked at. */
public class SampleReadings {

    private final ReadingRows rows;
    private final Clock clock;

    SampleReadings(ReadingRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** @param confidence of each field, from 0 to 1 */
    public void read(UUID documentId, DocumentKind kind, Map<ReadField.Name, String> values, double confidence) {
        rows.insert(documentId, kind, clock.instant());
        List<ReadField> fields = values.entrySet().stream()
                .map(value -> new ReadField(
                        value.getKey(), value.getValue(), confidence, new ReadField.Place(0, 100, 100, 200, 30)))
                .toList();
        rows.finish(new Reading(documentId, Reading.State.READ, kind, fields, Set.of()), clock.instant());
    }
}
