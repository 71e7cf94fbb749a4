package org.ltet.portal.payments;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one element of a bank file by their path below it; a field not found is looked for further up. */
final class StatementScope {

    private static final int MAX_FIELDS = 400;

    private final String name;
    private final @Nullable StatementScope outer;
    private final Map<String, String> fields = new HashMap<>();
    private final StringBuilder path = new StringBuilder();
    private boolean told;
    private boolean hadDetails;

    StatementScope(String name, @Nullable StatementScope outer) {
        this.name = name;
        this.outer = outer;
    }

    String name() {
        return name;
    }

    @Nullable
    StatementScope outer() {
        return outer;
    }

    boolean isClosedBy(String element) {
        return path.isEmpty() && name.equals(element);
    }

    void enter(String element) {
        path.append('/').append(element);
    }

    void attribute(String attribute, String value) throws UnreadableFile {
        put(path + "@" + attribute, value);
    }

    void leave(String text) throws UnreadableFile {
        if (!text.isEmpty()) {
            put(path.toString(), text);
        }
        path.setLength(path.lastIndexOf("/"));
    }

    private void put(String key, String value) throws UnreadableFile {
        if (fields.size() >= MAX_FIELDS) {
            throw new UnreadableFile("notABankFile", "fields");
        }
        fields.putIfAbsent(key.substring(1), value);
    }

    /** The field itself, of this element only. */
    @Nullable
    String own(String field) {
        return fields.get(field);
    }

    /** The first of these fields that this element has. */
    @Nullable
    String first(String... names) {
        for (String field : names) {
            String value = fields.get(field);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Whether what the element says at its head was already passed on; true from the second call on. */
    boolean alreadyTold() {
        boolean before = told;
        told = true;
        return before;
    }

    void markDetails() {
        hadDetails = true;
    }

    boolean hadDetails() {
        return hadDetails;
    }
}
