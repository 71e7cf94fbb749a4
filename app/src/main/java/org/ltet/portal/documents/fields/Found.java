package org.ltet.portal.documents.fields;

import java.util.List;

/**
 * A field that was found.
 *
 * @param value dates as 2026-03-31, amounts as 1234.50, the rest as it stands there
 * @param confidence from 0 to 1; below {@link #TRUSTED} a person has to look closely
 * @param confirmed something else on the page says the same: a sum, the amount in words, a second place
 * @param words where it stands
 */
public record Found(FieldName name, String value, double confidence, boolean confirmed, List<Word> words) {

    public static final double TRUSTED = 0.8;

    public Box box() {
        return Box.around(words);
    }

    public Found with(double newConfidence) {
        return new Found(name, value, Math.clamp(newConfidence, 0, 0.99), confirmed, words);
    }
}
