package org.ltet.portal.documents;

/** A word of a page and its place, in pixels of the page as it was read. */
public record PageWord(String text, int left, int top, int width, int height) {}
