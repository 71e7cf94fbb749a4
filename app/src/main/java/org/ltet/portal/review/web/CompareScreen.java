package org.ltet.portal.review.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.review.web.FileScreen.Fact;

/** What the page of two applications side by side shows. */
public final class CompareScreen {

    private CompareScreen() {}

    /** @param closed why nothing more is shown, or null */
    public record Side(
            String title,
            @Nullable String href,
            List<Fact> facts,
            List<Paper> papers,
            @Nullable String closed) {}

    /** @param unopened why nobody can open it, or null */
    public record Paper(
            String id, String name, boolean image, @Nullable String unopened) {}
}
