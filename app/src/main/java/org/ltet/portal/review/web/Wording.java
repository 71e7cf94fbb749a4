package org.ltet.portal.review.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.Reasons;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.web.Page;

/** Names of states, levels and reasons, and the look of a state: word, colour and icon together. */
public final class Wording {

    /** A state as a pill. */
    public record Pill(String tone, String icon, String text) {}

    private Wording() {}

    /** Who acted: a name, or "Ravi Kumar for Asha Rao". */
    static String person(Page page, String name, @Nullable String absent) {
        return absent == null ? name : page.t("review.personFor", name, absent);
    }

    static String level(Page page, ReviewLevel level) {
        return page.t("review.level." + level.name());
    }

    static Map<String, String> levels(Page page, List<ReviewLevel> levels) {
        Map<String, String> names = new LinkedHashMap<>();
        levels.forEach(level -> names.put(level.name(), level(page, level)));
        return names;
    }

    static String state(Page page, ApplicationState state) {
        return page.t("review.state." + state.name());
    }

    static Pill pill(Page page, ApplicationState state) {
        String text = state(page, state);
        return switch (state) {
            case SUBMITTED -> new Pill("", "inbox", text);
            case UNDER_REVIEW -> new Pill("", "search", text);
            case SENT_BACK -> new Pill("attention", "return", text);
            case APPROVED, UNDER_FINANCE, DISBURSED -> new Pill("success", "check", text);
            case REJECTED -> new Pill("danger", "cross", text);
            case DRAFT, WITHDRAWN, DISCARDED, LAPSED -> new Pill("quiet", "file", text);
        };
    }

    static Map<String, String> reasons(Page page, Reasons group) {
        Map<String, String> names = new LinkedHashMap<>();
        group.codes().forEach(code -> names.put(code, reason(page, group, code)));
        return names;
    }

    static String reason(Page page, Reasons group, String code) {
        return page.t("review.reason." + group.name() + "." + code);
    }
}
