package org.ltet.portal.applications.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationSummary;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.web.HomePanel;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The member's own applications: what waits for the member first, then what is on its way, then the history. */
@Controller
class MineController implements NavigationContribution, HomePanel {

    private static final int OPEN = 100;
    private static final int HISTORY = 20;
    private static final int ON_HOME_PAGE = 30;
    private static final int AFTER_STAFF_WORK = 50;

    private final Applications applications;
    private final Cards cards;
    private final CurrentUser currentUser;

    MineController(Applications applications, Cards cards, CurrentUser currentUser) {
        this.applications = applications;
        this.cards = cards;
        this.currentUser = currentUser;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny("MEMBER")
                ? List.of(new NavigationItem("/applications", "applications.mine", "files", 20))
                : List.of();
    }

    @Override
    public int order() {
        return AFTER_STAFF_WORK;
    }

    @Override
    public Optional<Content> content(Viewer viewer) {
        if (!viewer.hasAny("MEMBER")) {
            return Optional.empty();
        }
        return Optional.of(
                new Content("applications/homePanel", Map.of("overview", open(currentUser.get(), ON_HOME_PAGE))));
    }

    @Allow(Role.MEMBER)
    @GetMapping("/applications")
    ModelAndView mine(Page page, @RequestParam(required = false) @Nullable UUID before) {
        User user = currentUser.get();
        List<ApplicationSummary> found = applications.mine(user, Overview.CLOSED, before, HISTORY + 1);
        List<ApplicationSummary> shown = found.subList(0, Math.min(HISTORY, found.size()));
        String more = found.size() > HISTORY
                ? "/applications?before=" + shown.getLast().id() + "#history"
                : "";
        Overview overview = before == null ? open(user, OPEN) : Overview.of(List.of());
        return new ModelAndView(
                "applications/mine",
                Map.of("page", page, "overview", overview, "years", byYear(shown, user), "more", more));
    }

    private Overview open(User user, int most) {
        return Overview.of(cards.of(applications.mine(user, Overview.OPEN, null, most), user));
    }

    /** In the order of the list: the newest year first. */
    private Map<String, List<ApplicationCard>> byYear(List<ApplicationSummary> summaries, User user) {
        Map<String, List<ApplicationCard>> years = new LinkedHashMap<>();
        List<ApplicationCard> made = cards.of(summaries, user);
        for (int i = 0; i < made.size(); i++) {
            String year = FinancialYear.of(IndiaTime.dateOf(summaries.get(i).startedAt()))
                    .label();
            years.computeIfAbsent(year, key -> new ArrayList<>()).add(made.get(i));
        }
        return years;
    }
}
