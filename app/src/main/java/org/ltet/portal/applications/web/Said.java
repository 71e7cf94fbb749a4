package org.ltet.portal.applications.web;

import java.util.List;
import org.ltet.portal.web.Words;

/** A sentence as message key and arguments, so that it can be made before the reader's language is known. */
public record Said(String key, List<Object> arguments) {

    public Said {
        arguments = List.copyOf(arguments);
    }

    static Said of(String key, Object... arguments) {
        return new Said(key, List.of(arguments));
    }

    public String in(Words words) {
        return words.t(key, arguments.toArray());
    }
}
