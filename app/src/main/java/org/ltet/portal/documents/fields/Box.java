package org.ltet.portal.documents.fields;

import java.util.Collection;

/** A place on a page, in pixels of the page as it was read, the right and lower edges outside. */
public record Box(int page, int left, int top, int right, int bottom) {

    public int width() {
        return right - left;
    }

    public int height() {
        return bottom - top;
    }

    double middle() {
        return (top + bottom) / 2.0;
    }

    /** How much of the smaller height the two share, from 0 to 1; less than 0 where one is below the other. */
    double sharedHeight(Box other) {
        int shared = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        return shared / (double) Math.max(1, Math.min(height(), other.height()));
    }

    int sharedWidth(Box other) {
        return Math.min(right, other.right) - Math.max(left, other.left);
    }

    static Box around(Collection<Word> words) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = 0;
        int bottom = 0;
        int page = 0;
        for (Word word : words) {
            Box box = word.box();
            page = box.page;
            left = Math.min(left, box.left);
            top = Math.min(top, box.top);
            right = Math.max(right, box.right);
            bottom = Math.max(bottom, box.bottom);
        }
        return new Box(page, left, top, right, bottom);
    }
}
