package org.ltet.portal.identity.web;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.web.HomePanel;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Templates;
import org.ltet.portal.web.Viewer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The home page: what each module has to say to this person. */
@Controller
class HomeController implements NavigationContribution {

    private final ObjectProvider<HomePanel> panels;
    private final Templates templates;

    HomeController(ObjectProvider<HomePanel> panels, Templates templates) {
        this.panels = panels;
        this.templates = templates;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return List.of(new NavigationItem("/", "web.home", "home", 0));
    }

    @AllowSignedIn
    @GetMapping("/")
    ModelAndView home(Page page) {
        Viewer viewer = page.viewer();
        List<String> contents = viewer == null
                ? List.of()
                : panels.stream()
                        .sorted(Comparator.comparingInt(HomePanel::order))
                        .map(panel -> panel.content(viewer))
                        .flatMap(Optional::stream)
                        .map(content -> rendered(content, page))
                        .toList();
        return new ModelAndView("identity/home", Map.of("page", page, "panels", contents));
    }

    private String rendered(HomePanel.Content content, Page page) {
        Map<String, Object> parameters = new HashMap<>(content.parameters());
        parameters.put("page", page);
        return templates.render(content.template(), parameters);
    }
}
