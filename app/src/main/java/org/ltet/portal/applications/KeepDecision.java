package org.ltet.portal.applications;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.people.People;
import org.ltet.portal.schemes.Benefit;
import org.springframework.stereotype.Component;

/** Puts a decision on record, inside its own transaction: what was decided on, signed (REV-3, PAY-1). */
@Component
class KeepDecision {

    private final DecisionRows decisions;
    private final ApplicationMoves moves;
    private final Documents documents;
    private final People people;

    KeepDecision(DecisionRows decisions, ApplicationMoves moves, Documents documents, People people) {
        this.decisions = decisions;
        this.moves = moves;
        this.documents = documents;
        this.people = people;
    }

    /** The application has moved by this decision and is saved. */
    void keep(Application app, List<LineView> lines, Benefit benefit) {
        keep(app, lines, benefit, null);
    }

    /** @param automatic when the portal approved by itself */
    void keep(Application app, List<LineView> lines, Benefit benefit, @Nullable AutomaticGround automatic) {
        decisions.insert(content(app, moves.last(app.id), lines, benefit).under(automatic));
    }

    /** How the application stands, as it would be put on record with this move. */
    DecisionContent content(Application app, TimelineEntry decided, List<LineView> lines, Benefit benefit) {
        UUID bankAccount = Objects.requireNonNull(app.bankAccountId);
        return new DecisionContent(
                DecisionContent.FORMAT,
                DecisionContent.Decided.of(decided),
                app.id,
                app.submittedNumber(),
                app.schemeCode,
                app.versionId,
                app.memberId,
                app.beneficiaryId,
                app.answers,
                Objects.requireNonNull(app.facts),
                lines.stream().map(DecisionContent.Line::of).toList(),
                documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, app.id)).stream()
                        .map(DecisionContent.Paper::of)
                        .toList(),
                DecisionContent.Payee.of(people.payee(bankAccount)),
                app.otherReimbursement,
                app.claimed,
                app.payable,
                app.cap,
                app.sanctioned,
                benefit,
                null);
    }
}
