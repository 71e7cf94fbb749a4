package org.ltet.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.SecondFactors;
import org.ltet.portal.identity.User;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A person's own second factors: seen, set up anew, removed (ACC-4). Whoever has one gives it before changing it. */
@Controller
@AllowSignedIn
class FactorsController {

    private static final String OVERVIEW = "/account/factors";

    private final CurrentUser currentUser;
    private final SecondFactors factors;
    private final AppSetUp setUp;

    FactorsController(CurrentUser currentUser, SecondFactors factors, AppSetUp setUp) {
        this.currentUser = currentUser;
        this.factors = factors;
        this.setUp = setUp;
    }

    @GetMapping(OVERVIEW)
    ModelAndView overview(Page page) {
        User user = currentUser.get();
        return new ModelAndView(
                "identity/factors",
                Map.of(
                        "page", page,
                        "overview", factors.of(user.accountId()),
                        "mandatory", SecondFactors.isMandatoryFor(user)));
    }

    @FreshFactor
    @GetMapping("/account/factors/app")
    ModelAndView setUp(Page page) {
        return settingUp(page, Form.empty());
    }

    @FreshFactor
    @PostMapping("/account/factors/app")
    ModelAndView confirm(
            Page page,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response) {
        Form form = Form.of(typed);
        return setUp.confirmed(form, currentUser.get(), request, response)
                .map(codes -> AppSetUp.codes(page, codes, OVERVIEW))
                .orElseGet(() -> settingUp(page, form));
    }

    @FreshFactor
    @PostMapping("/account/factors/app/remove")
    String remove(RedirectAttributes redirect) {
        factors.removeApp(currentUser.get());
        Flash.success(redirect, "factors.removed");
        return "redirect:" + OVERVIEW;
    }

    @FreshFactor
    @PostMapping("/account/factors/recovery-codes")
    ModelAndView renewCodes(Page page) {
        return AppSetUp.codes(page, factors.renewRecoveryCodes(currentUser.get()), OVERVIEW);
    }

    private ModelAndView settingUp(Page page, Form form) {
        return setUp.page(page, form, currentUser.get(), OVERVIEW + "/app", false);
    }
}
