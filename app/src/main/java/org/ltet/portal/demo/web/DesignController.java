package org.ltet.portal.demo.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** All components of the screens on one page, for whoever makes a new one or changes the look of all. */
@Controller
@Profile("demo")
class DesignController {

    private static final List<String> COLOURS =
            List.of("primary", "attention", "success", "danger", "ink", "quiet", "line", "ground", "surface", "tint");

    private static final List<String> ICONS = List.of(
            "shield",
            "home",
            "search",
            "file",
            "files",
            "inbox",
            "rupee",
            "check",
            "cross",
            "alert",
            "clock",
            "user",
            "users",
            "sign-out",
            "bell",
            "print",
            "download",
            "upload",
            "back",
            "next",
            "edit",
            "bank",
            "chart",
            "book",
            "list",
            "return",
            "help",
            "lock",
            "medical",
            "education",
            "skill",
            "plus",
            "minus",
            "rotate",
            "camera");

    @GetMapping("/design")
    @AllowSignedIn
    ModelAndView design(Page page) {
        Form good = Form.of(Map.of("name", "Asha Kulkarni", "amount", "1,250.50", "date", "2026-11-22"));
        Form refused = Form.of(Map.of("wrong-amount", "12,50"));
        refused.reject("wrong-amount", "form.number.digits");
        refused.reject("wrong-choice", "form.choose");
        Map<String, String> options = new LinkedHashMap<>();
        options.put("SELF", page.t("review.relation.SELF"));
        options.put("SPOUSE", page.t("review.relation.SPOUSE"));
        return new ModelAndView(
                "demo/design",
                Map.of(
                        "page", page,
                        "colours", COLOURS,
                        "icons", ICONS,
                        "good", good,
                        "refused", refused,
                        "options", options,
                        "amount", Money.of(123_450)));
    }
}
