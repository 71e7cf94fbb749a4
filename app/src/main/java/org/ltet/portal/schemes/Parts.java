package org.ltet.portal.schemes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule cannot do without. A rule that lacks it says nothing, or something else than its author meant. */
final class Parts {

    private Parts() {}

    /** @throws IllegalArgumentException without the part, or when it is an empty text */
    static void given(String name, @Nullable Object part) {
        if (part == null || part.equals("")) {
            throw new IllegalArgumentException("\"" + name + "\" is missing");
        }
    }

    /** @throws IllegalArgumentException without the list, or when nothing is in it */
    static <T> List<T> some(String name, @Nullable List<T> parts) {
        given(name, parts);
        if (parts == null || parts.isEmpty()) {
            throw new IllegalArgumentException("\"" + name + "\" is empty");
        }
        return List.copyOf(parts);
    }
}
