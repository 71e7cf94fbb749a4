package org.ltet.portal.applications.web;

import org.ltet.portal.applications.ApplicationState;

/** The look of a state for the member: colour and icon beside its word. */
public record StatePill(String tone, String icon, String key) {

    static StatePill of(ApplicationState state) {
        String key = "applications.state." + state;
        return switch (state) {
            case DRAFT -> new StatePill("attention", "edit", key);
            case SENT_BACK -> new StatePill("danger", "return", key);
            case SUBMITTED -> new StatePill("", "inbox", key);
            case UNDER_REVIEW -> new StatePill("", "search", key);
            case APPROVED -> new StatePill("success", "check", key);
            case UNDER_FINANCE -> new StatePill("success", "bank", key);
            case DISBURSED -> new StatePill("success", "rupee", key);
            case REJECTED -> new StatePill("danger", "cross", key);
            case WITHDRAWN, DISCARDED, LAPSED -> new StatePill("quiet", "file", key);
        };
    }
}
