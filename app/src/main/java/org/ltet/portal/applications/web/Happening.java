package org.ltet.portal.applications.web;

import java.util.List;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.TimelineEntry;

/**
 * One thing that happened to an application, as the member is told.
 *
 * @param reasonKey empty where no reason was given
 */
public record Happening(String moveKey, String roleKey, TimelineEntry entry, String reasonKey) {

    /** Newest first. */
    static List<Happening> of(ApplicationView view) {
        return view.timeline().reversed().stream()
                .map(entry -> {
                    String reason = Cards.reason(entry);
                    return new Happening(
                            "applications.move." + entry.move(),
                            "applications.role." + entry.role(),
                            entry,
                            reason == null ? "" : reason);
                })
                .toList();
    }
}
