package org.ltet.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.AuthenticatorApp;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FactorGrant;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.SecondFactors;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
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

    private static final int LONGEST = 40;

    private final CurrentUser currentUser;
    private final SecondFactors factors;
    private final AuthenticatorApp app;
    private final FactorGrant grant;

    FactorsController(CurrentUser currentUser, SecondFactors factors, AuthenticatorApp app, FactorGrant grant) {
        this.currentUser = currentUser;
        this.factors = factors;
        this.app = app;
        this.grant = grant;
    }

    @GetMapping("/account/factors")
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
        return settingUp(page, Form.empty(), HttpStatus.OK);
    }

    @FreshFactor
    @PostMapping("/account/factors/app")
    ModelAndView confirm(
            Page page,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response) {
        Form form = Form.of(typed);
        String code = form.requiredText("code", LONGEST).orElse("");
        if (!form.hasProblems()) {
            try {
                List<String> codes = app.confirm(currentUser.get(), code.replaceAll("\\s", ""));
                grant.app(request, response);
                return codes(page, codes);
            } catch (Refused refused) {
                form.reject(refused);
            }
        }
        return settingUp(page, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @FreshFactor
    @PostMapping("/account/factors/app/remove")
    String remove(RedirectAttributes redirect) {
        factors.removeApp(currentUser.get());
        Flash.success(redirect, "factors.removed");
        return "redirect:/account/factors";
    }

    @FreshFactor
    @PostMapping("/account/factors/recovery-codes")
    ModelAndView renewCodes(Page page) {
        return codes(page, factors.renewRecoveryCodes(currentUser.get()));
    }

    private static ModelAndView codes(Page page, List<String> codes) {
        return new ModelAndView(
                "identity/recoveryCodes", Map.of("page", page, "codes", codes, "next", "/account/factors"));
    }

    private ModelAndView settingUp(Page page, Form form, HttpStatus status) {
        User user = currentUser.get();
        return new ModelAndView(
                "identity/factorSetUp",
                Map.of(
                        "page",
                        page,
                        "form",
                        form,
                        "enrolment",
                        app.start(user),
                        "address",
                        "/account/factors/app",
                        "mandatory",
                        false),
                status);
    }
}
