package org.ltet.portal.documents.fields;

/**
 * A word as it was read.
 *
 * @param confidence from 0 to 1; 1 for the text of a file that was never on paper
 */
public record Word(String text, double confidence, Box box) {

    /** The part from one character to another, its place in proportion. */
    Word part(int from, int to) {
        int length = Math.max(1, text.length());
        int left = box.left() + box.width() * from / length;
        int right = box.left() + box.width() * to / length;
        return new Word(
                text.substring(from, to),
                confidence,
                new Box(box.page(), left, box.top(), Math.max(left + 1, right), box.bottom()));
    }
}
