package org.ltet.portal.applications.web;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.schemes.Text;
import org.ltet.portal.shared.Money;

/**
 * One application in the member's lists.
 *
 * @param amountKey what the amount is: what would be received, what is granted, what was claimed
 * @param reason why it was sent back or rejected
 * @param comment the reviewer's words to the member
 */
public record ApplicationCard(
        UUID id,
        Text scheme,
        String beneficiary,
        @Nullable String number,
        ApplicationState state,
        StatePill pill,
        Money amount,
        String amountKey,
        Said next,
        Instant since,
        @Nullable String reason,
        @Nullable String comment) {

    public String href() {
        return "/applications/" + id + (state == ApplicationState.DRAFT ? "/edit" : "");
    }

    public String actionKey() {
        return state == ApplicationState.DRAFT ? "applications.continue" : "applications.answer";
    }

    public String cardTone() {
        return switch (state) {
            case SENT_BACK -> "danger";
            case DRAFT -> "attention";
            default -> "";
        };
    }
}
