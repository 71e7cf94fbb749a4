package org.ltet.portal.schemes.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.ltet.portal.schemes.SchemeDefinition;

/** What of the list is shown: everything the address says, so that it can be shared. */
public record SchemeFilter(Optional<SchemeDefinition.Category> category, String text) {

    private static final int LONGEST = 80;

    /** A category that does not exist shows all. */
    static SchemeFilter of(String category, String text) {
        String words = text.strip();
        return new SchemeFilter(
                Arrays.stream(SchemeDefinition.Category.values())
                        .filter(known -> known.name().equalsIgnoreCase(category))
                        .findFirst(),
                words.length() > LONGEST ? words.substring(0, LONGEST) : words);
    }

    public boolean active() {
        return category.isPresent() || !text.isEmpty();
    }

    /** Each word typed stands somewhere in code, name or summary, in either language. */
    boolean shows(ListedScheme scheme) {
        if (category.isPresent() && category.get() != scheme.category()) {
            return false;
        }
        return text.isEmpty()
                || Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(scheme.words()::contains);
    }
}
