package org.ltet.portal.documents.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.KeptAway;
import org.ltet.portal.documents.Quarantine;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.Role;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What the virus scanner keeps away, and how scanning goes; the files themselves are shown to nobody. */
@Controller
@Allow(Role.SYSTEM_ADMIN)
class QuarantineController implements NavigationContribution {

    private static final String HOME = "/operations/quarantine";
    private static final int PAGE_SIZE = 50;

    private final Quarantine quarantine;

    QuarantineController(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny(Role.SYSTEM_ADMIN.name())
                ? List.of(new NavigationItem(HOME, "documents.quarantine", "shield", 858))
                : List.of();
    }

    @GetMapping(HOME)
    ModelAndView list(Page page, @RequestParam(required = false) @Nullable UUID before) {
        List<KeptAway> found = quarantine.keptAway(before, PAGE_SIZE + 1);
        Map<String, Object> model = new HashMap<>();
        if (found.size() > PAGE_SIZE) {
            found = found.subList(0, PAGE_SIZE);
            model.put("next", HOME + "?before=" + found.getLast().id());
        }
        Quarantine.Condition condition = quarantine.condition();
        model.put("page", page);
        model.put("condition", condition);
        model.put("waiting", condition == Quarantine.Condition.OFF ? 0L : quarantine.waiting());
        model.put("found", found);
        return new ModelAndView("documents/quarantine", model);
    }
}
