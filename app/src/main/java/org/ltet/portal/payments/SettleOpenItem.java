package org.ltet.portal.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Two people decide what an odd entry of the bank means: one proposes, another confirms. Whatever opens the way to a
 * further payment still passes maker and checker afterwards.
 */
@Component
public class SettleOpenItem {

    private static final int LONGEST_NOTE = 1000;

    private final OpenItemRows items;
    private final ProposalRows proposals;
    private final MatchParts parts;
    private final MatchSuggestions suggestions;
    private final ImportRows imports;
    private final Settlement settlement;
    private final PaymentsGuard guard;
    private final ApplicationEventPublisher events;

    SettleOpenItem(
            OpenItemRows items,
            ProposalRows proposals,
            MatchParts parts,
            MatchSuggestions suggestions,
            ImportRows imports,
            Settlement settlement,
            PaymentsGuard guard,
            ApplicationEventPublisher events) {
        this.items = items;
        this.proposals = proposals;
        this.parts = parts;
        this.suggestions = suggestions;
        this.imports = imports;
        this.settlement = settlement;
        this.guard = guard;
        this.events = events;
    }

    /** Proposes how the item, with others if the bank split a payment, is settled. Nothing else changes yet. */
    @Transactional
    public void propose(UUID id, long version, MatchWish wish, User user) {
        guard.demandRole(user, PaymentsGuard.WORKERS);
        demandNote(wish.note());
        // scored as the person saw it, before anything is locked; whether it fits is asked again under the locks
        MatchSuggestion followed = suggestions.of(open(id, version, user), user).stream()
                .filter(suggestion -> suggestion.is(wish))
                .findFirst()
                .orElse(null);
        TreeSet<UUID> lines = new TreeSet<>(wish.otherItems());
        lines.add(id);
        items.lock(lines);
        OpenItemView item = open(id, version, user);
        List<OpenItemView> all = new ArrayList<>(List.of(item));
        wish.otherItems().stream().filter(other -> !other.equals(id)).forEach(other -> all.add(open(other, user)));
        List<LivePayment> payments = parts.payments(all, wish);
        guardMatch(payments, item, user, PaymentsGuard.WORKERS);
        parts.demandFit(wish.resolution(), all, payments);
        List<UUID> paymentIds = payments.stream().map(LivePayment::id).toList();
        if (proposals.openOn(lines, paymentIds)) {
            throw Refused.conflict("payments.alreadyProposed");
        }
        proposals.insert(wish, followed, lines, paymentIds, user.employeeNumber());
        items.touch(lines);
        events.publishEvent(Audited.of("openItem.proposed", "openItem", id)
                .changed("resolution", null, wish.resolution())
                .changed(
                        "payments",
                        null,
                        payments.size() == 1 ? payments.getFirst().endToEndId() : payments.size())
                .changed("lines", null, lines.size())
                .changed("score", null, followed == null ? null : followed.score())
                .because(wish.note().strip()));
    }

    /** Another person confirms: only now the money moves. */
    @Transactional
    public void confirm(UUID id, long version, User user) {
        guard.demandRole(user, Role.ACCOUNTS_APPROVER);
        imports.lockReconciliation();
        MatchProposal proposal = proposed(id, version, user);
        if (proposal.proposedBy().equals(user.employeeNumber())) {
            throw Refused.forbidden("payments.proposedYourself");
        }
        List<OpenItemView> lines =
                proposal.lines().stream().map(line -> open(line, user)).toList();
        List<LivePayment> payments = parts.lock(proposals.paymentIds(proposal.id()));
        guardMatch(payments, lines.getFirst(), user, Role.ACCOUNTS_APPROVER);
        parts.demandFit(proposal.resolution(), lines, payments);
        proposals.decide(proposal.id(), MatchProposal.State.CONFIRMED, user.employeeNumber(), null);
        UUID only = payments.size() == 1 ? payments.getFirst().id() : null;
        lines.forEach(
                line -> items.settle(line.id(), proposal.resolution(), only, proposal.note(), user.employeeNumber()));
        Settlement.Progress progress = new Settlement.Progress();
        Actor actor = Actor.of(user, Role.ACCOUNTS_APPROVER);
        Optional<PaymentState> outcome = proposal.resolution().outcome();
        if (outcome.isPresent()) {
            BankEntry word = MatchParts.word(lines, proposal.note());
            String toldBy = lines.size() == 1 ? "open item " + lines.getFirst().id() : "match " + proposal.id();
            settlement.apply(
                    payments.stream()
                            .map(payment -> new Settlement.Step(payment, outcome.get(), word, toldBy))
                            .toList(),
                    progress,
                    actor);
        }
        payments.forEach(payment -> progress.touch(payment.batchId()));
        settlement.finish(progress, actor);
        lines.forEach(line -> events.publishEvent(Audited.of("openItem.settled", "openItem", line.id())
                .changed("resolution", null, proposal.resolution())
                .changed("proposedBy", null, proposal.proposedBy())
                .because(proposal.note())));
    }

    /** Who proposed takes it back before anybody confirmed it. */
    @Transactional
    public void withdraw(UUID id, long version, User user) {
        guard.demandRole(user, PaymentsGuard.WORKERS);
        MatchProposal proposal = proposed(id, version, user);
        if (!proposal.proposedBy().equals(user.employeeNumber())) {
            throw Refused.forbidden("payments.proposedByAnother");
        }
        proposals.decide(proposal.id(), MatchProposal.State.WITHDRAWN, user.employeeNumber(), null);
        items.touch(proposal.lines());
        events.publishEvent(
                Audited.of("openItem.withdrawn", "openItem", id).changed("resolution", proposal.resolution(), null));
    }

    /** Another person refuses with the reason; the lines wait for a better proposal. */
    @Transactional
    public void refuse(UUID id, long version, String why, User user) {
        guard.demandRole(user, Role.ACCOUNTS_APPROVER);
        demandNote(why);
        MatchProposal proposal = proposed(id, version, user);
        if (proposal.proposedBy().equals(user.employeeNumber())) {
            throw Refused.forbidden("payments.proposedYourself");
        }
        guardMatch(parts.lock(proposals.paymentIds(proposal.id())), open(id, user), user, Role.ACCOUNTS_APPROVER);
        proposals.decide(proposal.id(), MatchProposal.State.REFUSED, user.employeeNumber(), why.strip());
        items.touch(proposal.lines());
        events.publishEvent(Audited.of("openItem.refused", "openItem", id)
                .changed("resolution", proposal.resolution(), null)
                .because(why.strip()));
    }

    /** The open proposal of an item, with all its lines locked. */
    private MatchProposal proposed(UUID id, long version, User user) {
        List<UUID> lines = proposals.openLines(id);
        items.lock(lines.isEmpty() ? List.of(id) : lines);
        open(id, version, user);
        return proposals.openOf(id).orElseThrow(() -> Refused.conflict("payments.nothingProposed"));
    }

    private OpenItemView open(UUID id, long version, User user) {
        OpenItemView item = readable(id, user);
        PaymentsGuard.sameVersion(item.version(), version);
        return demandOpen(item);
    }

    private OpenItemView open(UUID id, User user) {
        return demandOpen(readable(id, user));
    }

    private OpenItemView readable(UUID id, User user) {
        return items.find(id)
                .filter(found -> guard.mayRead(user, found))
                .orElseThrow(() -> Refused.notFound("open item"));
    }

    private static OpenItemView demandOpen(OpenItemView item) {
        if (!item.open()) {
            throw Refused.conflict("payments.itemSettled");
        }
        return item;
    }

    /** A line that names its payment lies in that voucher's scope; whoever says what an unknown one is sees all. */
    private void guardMatch(List<LivePayment> payments, OpenItemView item, User user, Role... roles) {
        UUID voucher = payments.size() == 1 && item.paymentId() != null
                ? Objects.requireNonNull(payments.getFirst()).voucherId()
                : null;
        if (!guard.mayMatch(user, voucher, roles)) {
            throw Refused.forbidden("payments.beyondScope");
        }
        demandStranger(payments, user);
    }

    private void demandStranger(List<LivePayment> payments, User user) {
        if (payments.stream().anyMatch(payment -> payment.employeeNumber().equals(user.employeeNumber()))) {
            throw Refused.forbidden("payments.ownApplication");
        }
        var relatives = guard.relatives(user);
        if (payments.stream().anyMatch(payment -> relatives.contains(payment.memberId()))) {
            throw Refused.forbidden("payments.relativesApplication");
        }
    }

    private static void demandNote(@Nullable String note) {
        if (note == null || note.isBlank() || note.strip().length() > LONGEST_NOTE) {
            throw Refused.invalidField("note", "payments.noteMissing", LONGEST_NOTE);
        }
    }
}
