package org.ltet.portal.applications.web;

import java.util.List;
import java.util.Set;
import org.ltet.portal.applications.ApplicationState;

/** The member's open applications in the order in which they matter: sent back, drafts, in progress (APP-8). */
public record Overview(List<ApplicationCard> sentBack, List<ApplicationCard> drafts, List<ApplicationCard> inProgress) {

    static final Set<ApplicationState> OPEN = Set.of(
            ApplicationState.SENT_BACK,
            ApplicationState.DRAFT,
            ApplicationState.SUBMITTED,
            ApplicationState.UNDER_REVIEW,
            ApplicationState.APPROVED,
            ApplicationState.UNDER_FINANCE);

    static final Set<ApplicationState> CLOSED = Set.of(
            ApplicationState.DISBURSED, ApplicationState.REJECTED, ApplicationState.WITHDRAWN, ApplicationState.LAPSED);

    static Overview of(List<ApplicationCard> cards) {
        return new Overview(
                only(cards, Set.of(ApplicationState.SENT_BACK)),
                only(cards, Set.of(ApplicationState.DRAFT)),
                cards.stream()
                        .filter(card ->
                                card.state() != ApplicationState.SENT_BACK && card.state() != ApplicationState.DRAFT)
                        .toList());
    }

    private static List<ApplicationCard> only(List<ApplicationCard> cards, Set<ApplicationState> states) {
        return cards.stream().filter(card -> states.contains(card.state())).toList();
    }

    public boolean isEmpty() {
        return sentBack.isEmpty() && drafts.isEmpty() && inProgress.isEmpty();
    }

    /** One sentence: what this person should do next. */
    public Said lead() {
        if (!sentBack.isEmpty()) {
            return counted("sentBack", sentBack.size());
        }
        if (!drafts.isEmpty()) {
            return counted("drafts", drafts.size());
        }
        if (!inProgress.isEmpty()) {
            return counted("inProgress", inProgress.size());
        }
        return Said.of("applications.lead.none");
    }

    private static Said counted(String what, int count) {
        return Said.of("applications.lead." + what + (count == 1 ? ".one" : ""), count);
    }
}
