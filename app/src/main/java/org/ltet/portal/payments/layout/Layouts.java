package org.ltet.portal.payments.layout;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.Debtor;
import org.ltet.portal.payments.ledger.LedgerGuard;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The versions of the NEFT layout (PAY-3): one draft at a time, written by accounts officers, put in force by an accounts
 * approver who wrote nothing of it. It is about the whole trust's account, and so for those who work for the whole trust.
 */
@Component
@Transactional
public class Layouts {

    public static final int PAGE = 20;
    public static final int LONGEST_REASON = 1000;

    /** One page, and the version number before which the next one begins. */
    public record Page(List<LayoutView> items, @Nullable Integer next) {}

    private final LayoutRows rows;
    private final LedgerGuard guard;
    private final LayoutDefinition configured;
    private final Debtor debtor;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Layouts(
            LayoutRows rows,
            LedgerGuard guard,
            ConfiguredLayout configured,
            Debtor debtor,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.guard = guard;
        this.configured = configured.definition();
        this.debtor = debtor;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Page list(@Nullable Integer before, User user) {
        demandReader(user);
        List<LayoutView> found = rows.list(before, PAGE + 1);
        List<LayoutView> page = found.size() > PAGE ? found.subList(0, PAGE) : found;
        return new Page(List.copyOf(page), found.size() > PAGE ? page.getLast().number() : null);
    }

    @Transactional(readOnly = true)
    public LayoutView layout(UUID id, User user) {
        demandReader(user);
        return rows.find(id).orElseThrow(() -> Refused.notFound("NEFT layout"));
    }

    /** The version in force; none while the configuration counts. */
    @Transactional(readOnly = true)
    public Optional<LayoutView> inForce(User user) {
        demandReader(user);
        return rows.inForce();
    }

    /** What counts now: the version in force, or what the configuration says. */
    @Transactional(readOnly = true)
    public LayoutDefinition counting(User user) {
        return inForce(user).map(LayoutView::definition).orElse(configured);
    }

    /** The draft, or what waits for another person. */
    @Transactional(readOnly = true)
    public Optional<LayoutView> underWay(User user) {
        demandReader(user);
        return rows.underWay();
    }

    @Transactional(readOnly = true)
    public List<LayoutFault> faults(LayoutDefinition definition, User user) {
        demandReader(user);
        return faults(definition);
    }

    private List<LayoutFault> faults(LayoutDefinition definition) {
        var today = IndiaTime.today(clock);
        return LayoutRules.faults(
                definition,
                new FileFacts(
                        debtor.id(), debtor.name(), debtor.account(), debtor.ifsc(), "", today, today, 0, Money.ZERO));
    }

    /** Begins a draft with what an earlier version says, or what counts now. */
    public UUID start(@Nullable UUID from, User user) {
        demandDrafter(user);
        LayoutDefinition definition =
                from == null ? counting(user) : layout(from, user).definition();
        UUID id = rows.insertDraft(definition, user.employeeNumber())
                .orElseThrow(() -> Refused.conflict("payments.layoutUnderWay"));
        events.publishEvent(Audited.of("neftLayout.started", "neftLayout", id).changed("from", null, from));
        return id;
    }

    /** A draft may have faults; it is not handed in with them. */
    public void edit(UUID id, long version, LayoutDefinition definition, User user) {
        demandDrafter(user);
        LayoutView draft = inState(id, LayoutState.DRAFT, user);
        if (!rows.edit(id, version, definition, user.employeeNumber())) {
            throw Refused.stale();
        }
        Audited entry = Audited.of("neftLayout.edited", "neftLayout", id);
        for (LayoutChange change : LayoutChange.between(draft.definition(), definition)) {
            entry = entry.changed(change.place(), change.before(), change.after());
        }
        events.publishEvent(entry);
    }

    public void submit(UUID id, long version, @Nullable String reason, User user) {
        demandDrafter(user);
        String why = demandReason(reason);
        LayoutView draft = inState(id, LayoutState.DRAFT, user);
        demandFaultless(draft);
        if (draft.definition().equals(counting(user))) {
            throw Refused.conflict("payments.layoutUnchanged");
        }
        if (!rows.submit(id, version, why, user.employeeNumber())) {
            throw Refused.stale();
        }
        events.publishEvent(Audited.of("neftLayout.submitted", "neftLayout", id)
                .changed("number", null, draft.number())
                .because(why));
    }

    /** From now on batches are frozen with it; those that are frozen keep the one they have. */
    public void putInForce(UUID id, long version, User user) {
        demandReader(user);
        rows.lockWhatCounts(true);
        LayoutView submitted = rows.lock(id).orElseThrow(() -> Refused.notFound("NEFT layout"));
        demandDecider(submitted, user);
        demandState(submitted, LayoutState.SUBMITTED);
        demandFaultless(submitted);
        Optional<LayoutView> before = rows.inForce();
        if (!rows.putInForce(id, version, user.employeeNumber())) {
            throw Refused.stale();
        }
        events.publishEvent(Audited.of("neftLayout.putInForce", "neftLayout", id)
                .changed("number", before.map(LayoutView::number).orElse(null), submitted.number())
                .changed("submittedBy", null, submitted.editors())
                .because(submitted.reason()));
    }

    /** Back to those who wrote it, with what is to be mended. */
    public void sendBack(UUID id, long version, @Nullable String why, User user) {
        LayoutView submitted = layout(id, user);
        demandDecider(submitted, user);
        String words = demandReason(why);
        demandState(submitted, LayoutState.SUBMITTED);
        if (!rows.sendBack(id, version, words, user.employeeNumber())) {
            throw Refused.stale();
        }
        events.publishEvent(Audited.of("neftLayout.sentBack", "neftLayout", id).because(words));
    }

    /** A draft that is not wanted, also while it waits for the approver. */
    public void discard(UUID id, long version, User user) {
        demandDrafter(user);
        LayoutView draft = layout(id, user);
        if (draft.state() != LayoutState.DRAFT && draft.state() != LayoutState.SUBMITTED) {
            throw Refused.conflict("payments.layoutNotDraft");
        }
        if (!rows.discard(id, version, user.employeeNumber())) {
            throw Refused.stale();
        }
        events.publishEvent(Audited.of("neftLayout.discarded", "neftLayout", id)
                .changed("state", draft.state(), LayoutState.DISCARDED));
    }

    public boolean mayDraft(User user) {
        return user.hasEverywhere(Role.ACCOUNTS_OFFICER);
    }

    public boolean mayDecide(LayoutView layout, User user) {
        return layout.state() == LayoutState.SUBMITTED
                && user.hasEverywhere(Role.ACCOUNTS_APPROVER)
                && !layout.editors().contains(user.employeeNumber());
    }

    private LayoutView inState(UUID id, LayoutState state, User user) {
        LayoutView layout = layout(id, user);
        demandState(layout, state);
        return layout;
    }

    private static void demandState(LayoutView layout, LayoutState state) {
        if (layout.state() != state) {
            throw Refused.conflict(
                    state == LayoutState.DRAFT ? "payments.layoutNotDraft" : "payments.layoutNotSubmitted");
        }
    }

    private void demandFaultless(LayoutView layout) {
        int faults = faults(layout.definition()).size();
        if (faults > 0) {
            throw Refused.conflict("payments.layoutFaulty", faults);
        }
    }

    private static String demandReason(@Nullable String reason) {
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw Refused.invalidField("reason", "payments.layoutReason", LONGEST_REASON);
        }
        return why;
    }

    private void demandReader(User user) {
        if (!guard.readable(user).equals(Scope.EVERYWHERE)) {
            throw Refused.forbidden("payments.wholeTrustOnly");
        }
    }

    private void demandDrafter(User user) {
        demandReader(user);
        if (!mayDraft(user)) {
            throw Refused.forbidden("payments.onlyMaker");
        }
    }

    private void demandDecider(LayoutView layout, User user) {
        if (!user.hasEverywhere(Role.ACCOUNTS_APPROVER)) {
            throw Refused.forbidden("payments.onlyChecker");
        }
        if (layout.editors().contains(user.employeeNumber())) {
            throw Refused.forbidden("payments.layoutYourOwn");
        }
    }
}
