package org.ltet.portal.documents.fields;

import java.util.List;

/**
 * What stands on one page.
 *
 * @param printed the words come from the file itself, not from a picture
 */
public record PageText(int width, int height, boolean printed, List<Word> words) {}
