package org.ltet.portal.review.web;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.review.risk.RiskModels;
import org.ltet.portal.review.risk.TrainModel;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The model that learns from decisions: its calibration, and the switch (INT-1, INT-3). */
@Controller
class ModelController implements NavigationContribution {

    private static final String HOME = "/risk/model";
    private static final int ORDER = 848;

    private final ModelScreen screen;
    private final RiskModels models;
    private final TrainModel training;
    private final CurrentUser currentUser;

    ModelController(ModelScreen screen, RiskModels models, TrainModel training, CurrentUser currentUser) {
        this.screen = screen;
        this.models = models;
        this.training = training;
        this.currentUser = currentUser;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny(Role.TRUST_ADMIN.name(), Role.HEAD.name())
                ? List.of(new NavigationItem(HOME, "risk.model", "search", ORDER))
                : List.of();
    }

    @Allow({Role.TRUST_ADMIN, Role.HEAD})
    @GetMapping(HOME)
    ModelAndView model(Page page) {
        return new ModelAndView("review/riskModel", Map.of("page", page, "model", screen.of(page, currentUser.get())));
    }

    @Allow(Role.TRUST_ADMIN)
    @PostMapping(HOME + "/training")
    String train(RedirectAttributes redirect) {
        try {
            training.run(currentUser.get());
            Flash.success(redirect, "risk.model.trained");
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.CONFLICT) {
                throw refused;
            }
            Flash.attention(
                    redirect,
                    "refused." + refused.code(),
                    refused.arguments().stream().map(Object::toString).toArray(Serializable[]::new));
        }
        return "redirect:" + HOME;
    }

    @Allow(Role.TRUST_ADMIN)
    @PostMapping(HOME + "/switch")
    String show(@RequestParam(defaultValue = "false") boolean shown, RedirectAttributes redirect) {
        models.show(shown, currentUser.get());
        Flash.success(redirect, shown ? "risk.model.on" : "risk.model.off");
        return "redirect:" + HOME;
    }
}
