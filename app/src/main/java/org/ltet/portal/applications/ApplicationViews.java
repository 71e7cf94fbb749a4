package org.ltet.portal.applications;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.User;
import org.ltet.portal.schemes.ApplicantFacts;
import org.ltet.portal.schemes.Benefit;
import org.ltet.portal.schemes.Schemes;
import org.springframework.stereotype.Component;

/** Makes what readers see of an application. */
@Component
class ApplicationViews {

    private final LineRows lines;
    private final ApplicationMoves transitions;
    private final Reckoning reckoning;
    private final Duplicates duplicates;
    private final Schemes schemes;
    private final RaiseLevels raised;

    ApplicationViews(
            LineRows lines,
            ApplicationMoves transitions,
            Reckoning reckoning,
            Duplicates duplicates,
            Schemes schemes,
            RaiseLevels raised) {
        this.lines = lines;
        this.transitions = transitions;
        this.reckoning = reckoning;
        this.duplicates = duplicates;
        this.schemes = schemes;
        this.raised = raised;
    }

    ApplicationView of(Application app, User reader) {
        List<LineView> ofLines = lines.of(app.id);
        boolean asMember = ApplicationGuard.isMember(app, reader);
        Benefit granted = app.state().sanctioned() || app.state().isFinal() ? app.benefit : null;
        Benefit benefit = granted == null ? reckoning.reckon(app, ofLines, null) : granted;
        ApplicantFacts facts = reckoning.applicantFacts(app);
        List<TimelineEntry> timeline = transitions.of(app.id);
        List<DuplicateView> found = app.state().editable() ? duplicates.find(app) : duplicates.kept(app);
        return new ApplicationView(
                app.id,
                app.number,
                app.version,
                app.state(),
                app.position.level(),
                nextLevel(app, benefit),
                app.schemeCode,
                app.versionId,
                app.memberId,
                app.employeeNumber,
                app.memberName,
                app.ic,
                app.region,
                app.beneficiaryId,
                app.beneficiaryName,
                app.relation,
                app.answers,
                facts,
                ofLines,
                app.otherReimbursement,
                app.bankAccountId,
                benefit,
                benefit.claimed(),
                granted == null ? benefit.payable() : app.payable,
                app.sanctioned,
                app.cap,
                facts.today(),
                app.startedAt,
                app.changedAt,
                app.draftExpiresOn,
                app.submittedAt,
                app.sentBackAt,
                app.decidedAt,
                app.voucherNumber,
                app.bankReference,
                app.paidOn,
                asMember ? timeline.stream().map(TimelineEntry::asMemberSeesIt).toList() : timeline,
                asMember ? found.stream().map(DuplicateView::asMemberSeesIt).toList() : found);
    }

    private @Nullable ReviewLevel nextLevel(Application app, Benefit benefit) {
        ReviewLevel level = app.position.level();
        return level == null
                ? null
                : Levels.next(schemes.version(app.versionId).definition(), level, benefit.payable(), raised.of(app.id))
                        .orElse(null);
    }
}
