package org.ltet.portal.review.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.review.risk.Fact;
import org.ltet.portal.review.risk.RiskRules;
import org.ltet.portal.review.risk.RiskRules.RiskRule;
import org.ltet.portal.review.risk.RuleBook;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The rules by which the risk is judged, as data that an administrator changes (INT-1). */
@Controller
class RiskRulesController implements NavigationContribution {

    private static final String HOME = "/risk/rules";
    private static final int ORDER = 846;
    private static final String THRESHOLD = "threshold-";
    private static final String POINTS = "points-";

    private final RuleBook book;
    private final CurrentUser currentUser;

    RiskRulesController(RuleBook book, CurrentUser currentUser) {
        this.book = book;
        this.currentUser = currentUser;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny(Role.TRUST_ADMIN.name(), Role.HEAD.name())
                ? List.of(new NavigationItem(HOME, "risk.rules", "alert", ORDER))
                : List.of();
    }

    @Allow({Role.TRUST_ADMIN, Role.HEAD})
    @GetMapping(HOME)
    ModelAndView rules(Page page) {
        RiskRules rules = book.current();
        return shown(page, rules.version(), known(rules));
    }

    @Allow(Role.TRUST_ADMIN)
    @PostMapping(HOME)
    Object change(
            Page page,
            @RequestParam int version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Optional<Integer> medium = form.integer("mediumFrom", 1, RiskRules.MOST);
        Optional<Integer> high = form.integer("highFrom", 1, RiskRules.MOST);
        List<RiskRule> wanted = new ArrayList<>();
        for (Fact fact : Fact.ruled()) {
            Optional<Integer> threshold = form.integer(THRESHOLD + fact, 0, RuleBook.MOST_THRESHOLD);
            Optional<Integer> points = form.integer(POINTS + fact, 0, RiskRules.MOST);
            if (threshold.isPresent() && points.isPresent()) {
                wanted.add(new RiskRule(fact, threshold.get(), points.get()));
            }
        }
        if (!form.hasProblems()) {
            try {
                book.change(version, medium.orElseThrow(), high.orElseThrow(), wanted, currentUser.get());
                Flash.success(redirect, "risk.rulesChanged");
                return "redirect:" + HOME;
            } catch (Refused refused) {
                if (refused.kind() != Refused.Kind.INVALID) {
                    throw refused;
                }
                form.reject(refused);
            }
        }
        ModelAndView again = shown(page, version, form);
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    private static Form known(RiskRules rules) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("mediumFrom", Integer.toString(rules.mediumFrom()));
        values.put("highFrom", Integer.toString(rules.highFrom()));
        rules.rules().forEach(rule -> {
            values.put(THRESHOLD + rule.fact(), Integer.toString(rule.threshold()));
            values.put(POINTS + rule.fact(), Integer.toString(rule.points()));
        });
        return Form.of(values);
    }

    private ModelAndView shown(Page page, int version, Form form) {
        RiskRules current = book.current();
        List<RiskWording.RuleRow> rows = Fact.ruled().stream()
                .map(fact -> new RiskWording.RuleRow(
                        RiskWording.fact(page, fact),
                        THRESHOLD + fact,
                        POINTS + fact,
                        page.t("risk.side." + fact.rule() + "." + fact.unit())))
                .toList();
        return new ModelAndView(
                "review/riskRules",
                Map.of(
                        "page", page,
                        "form", form,
                        "rows", rows,
                        "version", version,
                        "made", page.t("risk.rulesMade", current.version(), current.madeAt()),
                        "mayChange", currentUser.get().hasEverywhere(Role.TRUST_ADMIN)));
    }
}
