package org.ltet.portal.web;

import java.util.List;

/** A module's entries in the navigation for this viewer; the shell knows no module. */
public interface NavigationContribution {

    List<NavigationItem> items(Viewer viewer);
}
