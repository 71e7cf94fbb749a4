package org.ltet.portal.payments.web;

import java.util.List;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Viewer;
import org.springframework.stereotype.Component;

@Component
class PaymentsNavigation implements NavigationContribution {

    static final String[] READERS = {"ACCOUNTS_OFFICER", "ACCOUNTS_APPROVER", "HEAD"};

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny(READERS)
                ? List.of(new NavigationItem("/payments", "payments.payments", "rupee", 50))
                : List.of();
    }
}
