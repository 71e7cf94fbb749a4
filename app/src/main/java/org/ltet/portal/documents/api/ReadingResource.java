package org.ltet.portal.documents.api;

import java.util.List;
import java.util.Set;
import org.ltet.portal.documents.DocumentKind;
import org.ltet.portal.documents.ReadField;
import org.ltet.portal.documents.Reading;

/**
 * What was read from a document.
 *
 * @param defects what makes a photo hard to read
 */
record ReadingResource(State state, DocumentKind kind, List<Field> fields, Set<Reading.Defect> defects) {

    enum State {
        NONE,
        WAITING,
        READ,
        UNREADABLE
    }

    static final ReadingResource NONE = new ReadingResource(State.NONE, DocumentKind.OTHER, List.of(), Set.of());

    /**
     * @param value dates as 2026-03-31, amounts as 1234.50
     * @param confidence from 0 to 1; below 0.8 it needs a close look
     * @param page from 1
     * @param place in thousandths of the page's width and height
     */
    record Field(ReadField.Name name, String value, double confidence, int page, Place place) {}

    record Place(int left, int top, int width, int height) {}

    static ReadingResource of(Reading reading) {
        return new ReadingResource(
                State.valueOf(reading.state().name()),
                reading.kind(),
                reading.fields().stream().map(ReadingResource::field).toList(),
                reading.defects());
    }

    private static Field field(ReadField field) {
        ReadField.Place place = field.place();
        return new Field(
                field.name(),
                field.value(),
                field.confidence(),
                place.page() + 1,
                new Place(place.left(), place.top(), place.width(), place.height()));
    }
}
