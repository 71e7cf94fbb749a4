package org.ltet.portal.payments;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reading what the bank said: its files, and what of them waits for a person. */
@Component
public class Reconciliation {

    public static final int PAGE = 50;

    private final ImportRows imports;
    private final OpenItemRows items;
    private final ProposalRows proposals;
    private final PaymentsGuard guard;

    Reconciliation(ImportRows imports, OpenItemRows items, ProposalRows proposals, PaymentsGuard guard) {
        this.imports = imports;
        this.items = items;
        this.proposals = proposals;
        this.guard = guard;
    }

    /** The newest first; none for those who see a part of the trust only, as the files are about all of it. */
    @Transactional(readOnly = true)
    public Slice<ImportView> imports(@Nullable UUID before, User user) {
        if (!guard.readable(user).equals(Scope.EVERYWHERE)) {
            return new Slice<>(List.of(), null);
        }
        return Slice.of(imports.page(before, PAGE + 1), PAGE, ImportView::id);
    }

    @Transactional(readOnly = true)
    public ImportView imported(UUID id, User user) {
        Scope scope = guard.readable(user);
        return imports.find(id)
                .filter(file -> scope.equals(Scope.EVERYWHERE))
                .orElseThrow(() -> Refused.notFound("bank file"));
    }

    /** The oldest first: these wait. */
    @Transactional(readOnly = true)
    public Slice<OpenItemView> openItems(ItemList list, @Nullable UUID after, User user) {
        return Slice.of(items.page(list, guard.readable(user), after, PAGE + 1), PAGE, OpenItemView::id);
    }

    @Transactional(readOnly = true)
    public OpenItemView openItem(UUID id, User user) {
        return items.find(id)
                .filter(item -> guard.mayRead(user, item))
                .orElseThrow(() -> Refused.notFound("open item"));
    }

    @Transactional(readOnly = true)
    public long countOpen(User user) {
        return items.countOpen(guard.readable(user));
    }

    /** Whether the person may hand in and open the files of the bank. */
    public boolean mayTakeFiles(User user) {
        return guard.worksForWholeTrust(user);
    }

    /** How people wanted the item settled, the newest first. */
    @Transactional(readOnly = true)
    public List<MatchProposal> proposals(UUID id, User user) {
        openItem(id, user);
        return proposals.ofItem(id);
    }

    /** Whether the person may propose how to settle the item; the same as is asked when it is proposed. */
    public boolean mayPropose(OpenItemView item, User user) {
        return guard.mayMatch(user, item.paymentId() == null ? null : item.voucherId(), PaymentsGuard.WORKERS);
    }

    /** Whether the person may confirm or refuse what another proposed. */
    public boolean mayDecide(OpenItemView item, User user) {
        return guard.mayMatch(user, item.paymentId() == null ? null : item.voucherId(), Role.ACCOUNTS_APPROVER);
    }

    /** Ways to settle an item that its payment's state allows; all of them while nobody knows which payment it is. */
    public List<Resolution> resolutions(OpenItemView item) {
        PaymentState payment = item.paymentState();
        VoucherState voucher = item.voucherState();
        return List.of(Resolution.values()).stream()
                .filter(resolution -> payment == null
                        || voucher == null
                        || Resolution.fits(resolution, payment, voucher, item.debited()))
                .toList();
    }
}
