package org.ltet.portal.web;

import java.util.Map;
import java.util.Optional;

/** A module's part of the home page. */
public interface HomePanel {

    /** Smaller comes first. */
    int order();

    /** What to show this viewer, or nothing. */
    Optional<Content> content(Viewer viewer);

    /**
     * A rendered template with its parameters; "page" is added.
     *
     * @param template name below the template root, as "applications/homePanel"
     */
    record Content(String template, Map<String, Object> parameters) {}
}
