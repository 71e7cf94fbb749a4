package org.ltet.portal.payments.web;

import java.util.Map;
import java.util.Optional;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.Reconciliation;
import org.ltet.portal.payments.Vouchers;
import org.ltet.portal.web.HomePanel;
import org.ltet.portal.web.Viewer;
import org.springframework.stereotype.Component;

/** On the home page: what waits on the accounts desk. */
@Component
class PaymentsPanel implements HomePanel {

    private final Vouchers vouchers;
    private final Reconciliation reconciliation;
    private final CurrentUser currentUser;

    PaymentsPanel(Vouchers vouchers, Reconciliation reconciliation, CurrentUser currentUser) {
        this.vouchers = vouchers;
        this.reconciliation = reconciliation;
        this.currentUser = currentUser;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public Optional<Content> content(Viewer viewer) {
        if (!viewer.hasAny(PaymentsNavigation.READERS)) {
            return Optional.empty();
        }
        User user = currentUser.get();
        return Optional.of(new Content(
                "payments/homePanel",
                Map.of(
                        "waiting",
                        vouchers.waiting(user),
                        "openItems",
                        reconciliation.countOpen(user),
                        "toConfirm",
                        reconciliation.countProposed(user))));
    }
}
