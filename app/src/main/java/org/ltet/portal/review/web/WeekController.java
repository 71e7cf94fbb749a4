package org.ltet.portal.review.web;

import java.util.List;
import java.util.Map;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.review.SumUpWeek;
import org.ltet.portal.review.SumUpWeek.Standing;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** How the levels stand, for those who look after them (REV-7). */
@Controller
@Allow({Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER, Role.HEAD})
class WeekController implements NavigationContribution {

    private static final String HOME = "/standing";
    private static final int ORDER = 22;

    private final SumUpWeek summary;
    private final CurrentUser currentUser;

    WeekController(SumUpWeek summary, CurrentUser currentUser) {
        this.summary = summary;
        this.currentUser = currentUser;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny(Role.SUB_PANEL_MEMBER.name(), Role.APEX_PANEL_MEMBER.name(), Role.HEAD.name())
                ? List.of(new NavigationItem(HOME, "review.week", "clock", ORDER))
                : List.of();
    }

    @GetMapping(HOME)
    ModelAndView week(Page page) {
        List<Standing> standings = summary.standings(currentUser.get());
        return new ModelAndView("review/week", Map.of("page", page, "standings", standings));
    }
}
