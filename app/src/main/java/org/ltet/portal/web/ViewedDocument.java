package org.ltet.portal.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as the viewer shows it (partial web/viewer): pages as pictures, and marks where something was read.
 *
 * @param href of the document: its pages, their words and its view lie below
 * @param count of all pages
 * @param pages those shown now
 * @param before the view of the pages before these, and {@code after}: of those behind them
 * @param previous another document, shown before this one, and {@code next}
 */
public record ViewedDocument(
        String href,
        String name,
        int count,
        List<Sheet> pages,
        List<Mark> marks,
        @Nullable String before,
        @Nullable String after,
        @Nullable String previous,
        @Nullable String next) {

    /**
     * One page.
     *
     * @param number from 1
     * @param width of the page as it was read, in pixels of its own; 0 where it was not read
     */
    public record Sheet(int number, int width, int height, List<Mark> marks) {

        public boolean wasRead() {
            return width > 0;
        }
    }

    /**
     * Where something was read.
     *
     * @param code of what it is, as TOTAL
     * @param surety how sure that is: sure, likely or doubtful
     */
    public record Mark(
            int page,
            String code,
            String label,
            String value,
            String surety,
            int left,
            int top,
            int width,
            int height) {}

    /** For the attributes that let a browser choose the picture that it needs. */
    public String sources(int page) {
        StringBuilder sources = new StringBuilder();
        for (int width : WIDTHS) {
            if (!sources.isEmpty()) {
                sources.append(", ");
            }
            sources.append(source(page, width)).append(' ').append(width).append('w');
        }
        return sources.toString();
    }

    public String source(int page, int width) {
        return href + "/pages/" + page + "?width=" + width;
    }

    /** In which pictures of pages come. */
    public static final List<Integer> WIDTHS = List.of(360, 720, 1080, 1600, 2400);

    public ViewedDocument beside(@Nullable String otherBefore, @Nullable String otherAfter) {
        return new ViewedDocument(href, name, count, pages, marks, before, after, otherBefore, otherAfter);
    }
}
