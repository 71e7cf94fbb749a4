package org.ltet.portal.schemes.web;

import java.util.List;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Viewer;
import org.springframework.stereotype.Component;

@Component
class SchemesNavigation implements NavigationContribution {

    private static final List<NavigationItem> ITEMS =
            List.of(new NavigationItem("/schemes", "schemes.title", "search", 10));

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return ITEMS;
    }
}
