package org.ltet.portal.payments;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.accounts.AccountCheck;
import org.ltet.portal.payments.accounts.AccountChecks;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reading vouchers: the work lists, one voucher with its history, and what a person may do with it. */
@Component
public class Vouchers {

    public static final int PAGE = 50;

    /**
     * Everything about one voucher; the items are those of every payment of its application.
     *
     * @param accountCheck what is known of the payee's account, where it was asked about
     */
    public record Details(
            VoucherView voucher,
            List<PaymentView> payments,
            List<MoveView> history,
            Map<VoucherAction, Optional<String>> actions,
            List<String> sameAccountElsewhere,
            List<OpenItemView> items,
            @Nullable AccountCheck accountCheck) {}

    private final VoucherRows rows;
    private final PaymentRows payments;
    private final Moves moves;
    private final OpenItemRows items;
    private final AccountChecks accountChecks;
    private final PaymentsGuard guard;

    Vouchers(
            VoucherRows rows,
            PaymentRows payments,
            Moves moves,
            OpenItemRows items,
            AccountChecks accountChecks,
            PaymentsGuard guard) {
        this.accountChecks = accountChecks;
        this.rows = rows;
        this.payments = payments;
        this.items = items;
        this.moves = moves;
        this.guard = guard;
    }

    @Transactional(readOnly = true)
    public Slice<VoucherView> page(VoucherFilter filter, @Nullable UUID after, User user) {
        return Slice.of(rows.page(filter, guard.readable(user), after, PAGE + 1), PAGE, VoucherView::id);
    }

    /** How many vouchers fit the filter, and what they come to. */
    @Transactional(readOnly = true)
    public Tally tally(VoucherFilter filter, User user) {
        return rows.tally(filter, guard.readable(user));
    }

    /** What waits on the desk, by work list. */
    @Transactional(readOnly = true)
    public Map<WorkList, Tally> waiting(User user) {
        return rows.waiting(guard.readable(user));
    }

    @Transactional(readOnly = true)
    public VoucherView get(UUID id, User user) {
        return guard.readable(user, rows.find(id));
    }

    @Transactional(readOnly = true)
    public Details details(UUID id, User user) {
        VoucherView voucher = get(id, user);
        List<PaymentView> attempts = payments.ofVoucher(id);
        List<UUID> subjects = new ArrayList<>(List.of(id));
        attempts.forEach(payment -> subjects.add(payment.id()));
        return new Details(
                voucher,
                attempts,
                moves.of(subjects),
                actions(voucher, user),
                rows.sameAccountElsewhere(id),
                items.ofApplication(voucher.applicationId()),
                accountChecks(List.of(voucher)).get(voucher.payee().bankAccountId()));
    }

    /** What is known of the payees' accounts, by the id of the bank account; the vouchers are ones the person may see. */
    public Map<UUID, AccountCheck> accountChecks(List<VoucherView> readable) {
        return accountChecks.of(readable.stream()
                .map(voucher -> voucher.payee().bankAccountId())
                .toList());
    }

    /** Those of the vouchers that the person may see. */
    @Transactional(readOnly = true)
    public List<VoucherView> all(Collection<UUID> ids, User user) {
        return rows.all(ids).stream()
                .filter(voucher -> guard.mayRead(user, voucher))
                .toList();
    }

    /** For each action the reason why not; none where it is allowed. Readers only are offered nothing. */
    public Map<VoucherAction, Optional<String>> actions(VoucherView voucher, User user) {
        Map<VoucherAction, Optional<String>> actions = new EnumMap<>(VoucherAction.class);
        if (user.hasAny(Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER)) {
            VoucherStanding standing = guard.standing(voucher, user);
            for (VoucherAction action : VoucherAction.values()) {
                actions.put(action, VoucherRules.whyNot(action, user, voucher, standing));
            }
        }
        return actions;
    }
}
