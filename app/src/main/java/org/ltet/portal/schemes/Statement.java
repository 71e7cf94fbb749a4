package org.ltet.portal.schemes;

import java.util.List;

/** A condition in words; a heading such as "one of these" with the conditions below it, or one condition alone. */
public record Statement(String text, List<Statement> parts) {

    public Statement {
        parts = List.copyOf(parts);
    }
}
