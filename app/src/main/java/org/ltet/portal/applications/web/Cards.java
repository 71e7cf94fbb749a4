package org.ltet.portal.applications.web;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationSummary;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.TimelineEntry;
import org.ltet.portal.applications.spi.DueDates;
import org.ltet.portal.identity.User;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Money;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes the cards of the member's lists, with one query for all due dates and one for all reasons. */
@Component
class Cards {

    private final Applications applications;
    private final Schemes schemes;
    private final ObjectProvider<DueDates> dueDates;
    private final Clock clock;

    Cards(Applications applications, Schemes schemes, ObjectProvider<DueDates> dueDates, Clock clock) {
        this.applications = applications;
        this.schemes = schemes;
        this.dueDates = dueDates;
        this.clock = clock;
    }

    List<ApplicationCard> of(List<ApplicationSummary> summaries, User user) {
        Map<UUID, Instant> due = due(summaries.stream()
                .filter(summary -> summary.state() == ApplicationState.SUBMITTED
                        || summary.state() == ApplicationState.UNDER_REVIEW)
                .map(ApplicationSummary::id)
                .toList());
        Map<UUID, TimelineEntry> last = applications.lastMoves(
                summaries.stream()
                        .filter(summary -> summary.state() == ApplicationState.SENT_BACK
                                || summary.state() == ApplicationState.REJECTED)
                        .map(ApplicationSummary::id)
                        .toList(),
                user);
        return summaries.stream()
                .map(summary -> card(summary, due.get(summary.id()), last.get(summary.id())))
                .toList();
    }

    @Nullable
    Instant due(UUID id) {
        return due(List.of(id)).get(id);
    }

    private Map<UUID, Instant> due(List<UUID> ids) {
        DueDates known = dueDates.getIfAvailable();
        return known == null || ids.isEmpty() ? Map.of() : known.of(ids);
    }

    private ApplicationCard card(ApplicationSummary summary, @Nullable Instant due, @Nullable TimelineEntry last) {
        SchemeDefinition definition = schemes.version(summary.schemeVersionId()).definition();
        NextStep.Situation situation = new NextStep.Situation(
                summary.state(), summary.level(), summary.draftExpiresOn(), summary.paidOn(), due);
        Money sanctioned = summary.sanctioned();
        boolean closed = summary.state().isFinal() && sanctioned == null;
        return new ApplicationCard(
                summary.id(),
                definition.name(),
                summary.beneficiaryName(),
                summary.number(),
                summary.state(),
                StatePill.of(summary.state()),
                sanctioned != null ? sanctioned : closed ? summary.claimed() : summary.payable(),
                amountKey(summary.state(), closed),
                NextStep.of(situation, definition, clock.instant()),
                since(summary),
                last == null ? null : reason(last),
                last == null ? null : last.comment());
    }

    private static String amountKey(ApplicationState state, boolean closed) {
        if (closed) {
            return "applications.claimed";
        }
        if (state == ApplicationState.DISBURSED) {
            return "applications.youReceived";
        }
        return state.sanctioned() ? "applications.youReceive" : "applications.youWouldReceive";
    }

    private static Instant since(ApplicationSummary summary) {
        Instant submitted = summary.submittedAt();
        return submitted == null ? summary.changedAt() : submitted;
    }

    /** Message key of the reason given with a move. */
    static @Nullable String reason(TimelineEntry entry) {
        String code = entry.reasonCode();
        if (code == null) {
            return null;
        }
        return switch (entry.move()) {
            case "SEND_BACK" -> "reason.SEND_BACK." + code;
            case "REJECT" -> "reason.REJECT." + code;
            case "RETURN_TO_LEVEL" -> "reason.RETURN." + code;
            case "RETURN_TO_SCRUTINY" -> "reason.ACCOUNTS_RETURN." + code;
            default -> null;
        };
    }
}
