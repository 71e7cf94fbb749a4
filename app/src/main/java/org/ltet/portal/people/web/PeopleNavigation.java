package org.ltet.portal.people.web;

import java.util.ArrayList;
import java.util.List;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Viewer;
import org.springframework.stereotype.Component;

@Component
class PeopleNavigation implements NavigationContribution {

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        List<NavigationItem> items = new ArrayList<>();
        items.add(new NavigationItem("/profile", "people.profile", "user", 80));
        if (viewer.hasAny("TRUST_ADMIN")) {
            items.add(new NavigationItem("/data-requests", "people.requests", "shield", 84));
            items.add(new NavigationItem("/legal-holds", "people.holds", "lock", 85));
        }
        if (viewer.hasAny("TRUST_ADMIN", "SYSTEM_ADMIN")) {
            items.add(new NavigationItem("/retention", "people.retention", "clock", 86));
        }
        if (viewer.hasAny("SYSTEM_ADMIN")) {
            items.add(new NavigationItem("/operations/hrms", "people.hrms", "users", 90));
        }
        return items;
    }
}
