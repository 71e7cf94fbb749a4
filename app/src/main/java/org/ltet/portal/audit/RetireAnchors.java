package org.ltet.portal.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.ltet.portal.identity.AccountView;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * After a database was brought back from a backup and serves, the anchors of the time that is lost contradict what is
 * written since. They are put aside, each as it is, under the name of a person who answers for it; anchors of before
 * that moment stay and go on to count, and so do those that the database itself remembers.
 */
@Component
class RetireAnchors {

    private static final int LONGEST_REASON = 500;
    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern(
                    "'retired-'uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** @param folder where they lie now; no anchors where there was nothing to retire */
    record Retired(List<Anchors.Anchor> anchors, String folder) {}

    /** What lies beside them. */
    private record Why(Instant restoredTo, Instant at, String by, String name, String reason, int anchors) {}

    private final Chain chain;
    private final Verification verification;
    private final Anchors anchors;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private final Clock clock;

    RetireAnchors(
            Chain chain,
            Verification verification,
            Anchors anchors,
            Accounts accounts,
            ApplicationEventPublisher events,
            TransactionTemplate transactions,
            Clock clock) {
        this.chain = chain;
        this.verification = verification;
        this.anchors = anchors;
        this.accounts = accounts;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param by number of the person who answers for it
     * @throws Refused where the portal knows no such person, no reason is given or the moment is not past
     */
    Retired retire(Instant restoredTo, String by, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refused.invalid("audit.retireReason", LONGEST_REASON);
        }
        if (restoredTo.isAfter(now)) {
            throw Refused.invalid("audit.retireMoment");
        }
        AccountView person = accounts.byEmployeeNumber(by).orElseThrow(() -> Refused.invalid("audit.retireBy", by));
        chain.linkWaiting();
        List<Anchors.Anchor> ahead = verification.ahead(restoredTo);
        String folder = FOLDER.format(now);
        if (!ahead.isEmpty()) {
            // on record before the first is moved: should moving fail, it is done again, and is on record twice
            transactions.executeWithoutResult(
                    status -> events.publishEvent(Audited.of("audit.anchorsRetired", "auditAnchors", folder)
                            .changed("restoredTo", null, restoredTo)
                            .changed("by", null, person.employeeNumber() + " " + person.displayName())
                            .changed("anchors", null, ahead.size())
                            .changed("firstPlace", null, ahead.getFirst().place())
                            .changed("lastPlace", null, ahead.getLast().place())
                            .because(reason)));
            anchors.retire(
                    folder,
                    ahead,
                    new Why(restoredTo, now, person.employeeNumber(), person.displayName(), reason, ahead.size()));
        }
        return new Retired(ahead, folder);
    }
}
