package org.ltet.portal.payments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.Finance;
import org.ltet.portal.applications.Stages;
import org.ltet.portal.applications.Stages.Stage;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.BankAccountView;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The two-person check of vouchers: the maker verifies, the checker approves, either gives back what is wrong. Rows are
 * locked before the rules are asked, so of two people who act at once one wins and the other is told.
 */
@Component
public class CheckVouchers {

    /** The most vouchers of one bulk action. */
    public static final int MOST_AT_ONCE = 500;

    /** A chosen voucher and the version the person saw. */
    public record Chosen(UUID id, int version) {}

    /** What became of one voucher of a bulk action; no refusal means it was done. */
    public record Result(VoucherView voucher, @Nullable String refusal) {}

    private final VoucherRows rows;
    private final VoucherChanges changes;
    private final BatchRows batches;
    private final Moves moves;
    private final ImportRows imports;
    private final PaymentsGuard guard;
    private final Stages stages;
    private final People people;
    private final Finance finance;
    private final ApplicationEventPublisher events;

    CheckVouchers(
            VoucherRows rows,
            VoucherChanges changes,
            BatchRows batches,
            Moves moves,
            ImportRows imports,
            PaymentsGuard guard,
            Stages stages,
            People people,
            Finance finance,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.changes = changes;
        this.batches = batches;
        this.moves = moves;
        this.imports = imports;
        this.guard = guard;
        this.stages = stages;
        this.people = people;
        this.finance = finance;
        this.events = events;
    }

    @Transactional
    public void verify(UUID id, long version, User user) {
        sign(VoucherAction.VERIFY, lock(id, version, user), user);
    }

    @Transactional
    public void approve(UUID id, long version, User user) {
        sign(VoucherAction.APPROVE, lock(id, version, user), user);
    }

    /**
     * Verifies or approves many at once. What cannot be done is left as it is and named with its reason; the rest is
     * done together or not at all.
     */
    @Transactional
    public List<Result> signAll(VoucherAction action, List<Chosen> chosen, User user) {
        if (action != VoucherAction.VERIFY && action != VoucherAction.APPROVE) {
            throw new IllegalArgumentException("Only signatures are given in bulk, not " + action);
        }
        if (chosen.isEmpty()) {
            throw Refused.invalid("payments.noneChosen");
        }
        if (chosen.size() > MOST_AT_ONCE) {
            throw Refused.invalid("payments.tooManyChosen", MOST_AT_ONCE);
        }
        Map<UUID, Integer> versions = new HashMap<>();
        chosen.forEach(choice -> versions.put(choice.id(), choice.version()));
        List<Result> results = new ArrayList<>();
        List<VoucherView> sound = new ArrayList<>();
        List<VoucherView> locked = rows.lockAll(versions.keySet());
        Map<UUID, VoucherStanding> beside = guard.standings(locked, user);
        for (VoucherView voucher : locked) {
            if (!guard.mayRead(user, voucher)) {
                continue;
            }
            Optional<String> reason = Integer.valueOf(voucher.version()).equals(versions.get(voucher.id()))
                    ? VoucherRules.whyNot(action, user, voucher, Objects.requireNonNull(beside.get(voucher.id())))
                    : Optional.of("changedMeanwhile");
            results.add(new Result(voucher, reason.orElse(null)));
            if (reason.isEmpty()) {
                sound.add(voucher);
            }
        }
        if (!sound.isEmpty()) {
            signLocked(action, sound, user);
        }
        return results;
    }

    /** The checker finds something that the maker must mend. */
    @Transactional
    public void handBack(UUID id, long version, String comment, User user) {
        VoucherView voucher = lock(id, version, user);
        guard.demand(VoucherAction.HAND_BACK, user, voucher);
        changes.handBack(id);
        record(voucher, VoucherAction.HAND_BACK, user, required(comment));
    }

    /**
     * The sanction itself is in doubt: the application goes back to scrutiny and this voucher ends. The lock of
     * reconciliation comes first, so that no word of the bank slips in between the question and the deed.
     */
    @Transactional
    public void returnToScrutiny(UUID id, long version, String reasonCode, String comment, User user) {
        imports.lockReconciliation();
        VoucherView seen = guard.readable(user, rows.find(id));
        if (seen.batchId() != null) {
            batches.lock(seen.batchId());
        }
        VoucherView voucher = lock(id, version, user);
        guard.demand(VoucherAction.RETURN_TO_SCRUTINY, user, voucher);
        String words = required(comment);
        if (voucher.state() == VoucherState.BATCHED) {
            changes.takeOutOfBatch(List.of(id));
            moves.record(Actor.of(user), move(voucher, VoucherState.APPROVED, null));
        }
        // The limits of the family are locked before the fund, as at a sanction.
        finance.returnToScrutiny(voucher.applicationId(), reasonCode, words, user);
        changes.close(id, VoucherState.RETURNED_TO_SCRUTINY);
        record(voucher, VoucherAction.RETURN_TO_SCRUTINY, user, words);
    }

    /** Takes the member's present account after money came back; from here on two people check again. */
    @Transactional
    public void renewPayee(UUID id, long version, User user) {
        VoucherView voucher = lock(id, version, user);
        guard.demand(VoucherAction.RENEW_PAYEE, user, voucher);
        BankAccountView present = people.bankAccounts(voucher.memberId()).stream()
                .filter(BankAccountView::active)
                .findFirst()
                .orElseThrow(() -> Refused.conflict("payments.noBankAccount"));
        stages.claim(List.of(voucher.applicationId()), Stage.ACCOUNTS_MAKER, user);
        changes.renewPayee(id, people.payee(present.id()));
        events.publishEvent(Audited.of("voucher.payeeRenewed", "voucher", id)
                .inApplication(voucher.applicationId(), voucher.schemeCode())
                .changed("account", voucher.payee().masked(), present.maskedNumber())
                .changed("ifsc", voucher.payee().ifsc(), present.ifsc()));
    }

    /** The money came back and cannot be paid any more: the voucher ends for good, and with it the application. */
    @Transactional
    public void cancel(UUID id, long version, String comment, User user) {
        imports.lockReconciliation();
        VoucherView voucher = lock(id, version, user);
        guard.demand(VoucherAction.CANCEL, user, voucher);
        String words = required(comment);
        finance.cancelPayment(voucher.applicationId(), words, user);
        changes.close(id, VoucherState.CANCELLED);
        record(voucher, VoucherAction.CANCEL, user, words);
    }

    private void sign(VoucherAction action, VoucherView voucher, User user) {
        guard.demand(action, user, voucher);
        signLocked(action, List.of(voucher), user);
    }

    private void signLocked(VoucherAction action, List<VoucherView> vouchers, User user) {
        List<UUID> ids = vouchers.stream().map(VoucherView::id).toList();
        Role role;
        stages.claim(
                vouchers.stream().map(VoucherView::applicationId).toList(),
                action == VoucherAction.VERIFY ? Stage.ACCOUNTS_MAKER : Stage.ACCOUNTS_CHECKER,
                user);
        if (action == VoucherAction.VERIFY) {
            changes.verify(ids, user.employeeNumber());
            role = Role.ACCOUNTS_OFFICER;
        } else {
            changes.approve(ids, user.employeeNumber());
            role = Role.ACCOUNTS_APPROVER;
        }
        moves.record(
                Actor.of(user, role),
                vouchers.stream()
                        .map(voucher -> move(voucher, action.target(), null))
                        .toList());
        vouchers.forEach(voucher -> audit(voucher, action, null));
    }

    private void record(VoucherView voucher, VoucherAction action, User user, String comment) {
        moves.record(Actor.of(user), move(voucher, action.target(), comment));
        audit(voucher, action, comment);
    }

    private void audit(VoucherView voucher, VoucherAction action, @Nullable String comment) {
        events.publishEvent(Audited.of("voucher." + action.key(), "voucher", voucher.id())
                .inApplication(voucher.applicationId(), voucher.schemeCode())
                .changed("state", voucher.state(), action.target())
                .because(comment));
    }

    private static Moves.Made move(VoucherView voucher, VoucherState to, @Nullable String comment) {
        return new Moves.Made("VOUCHER", voucher.id(), voucher.state().name(), to.name(), null, comment);
    }

    private VoucherView lock(UUID id, long version, User user) {
        VoucherView voucher = guard.readable(user, rows.lock(id));
        PaymentsGuard.sameVersion(voucher.version(), version);
        return voucher;
    }

    private static String required(String comment) {
        if (comment.isBlank()) {
            throw Refused.invalidField("comment", "payments.commentMissing");
        }
        if (comment.strip().length() > 1000) {
            throw Refused.invalidField("comment", "payments.commentLong", 1000);
        }
        return comment.strip();
    }
}
