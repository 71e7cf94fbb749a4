package org.ltet.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FactorGrant;
import org.ltet.portal.identity.HeldAction;
import org.ltet.portal.identity.SecondFactors;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where the second factor is given, or set up for the first time: all that a password alone opens (ACC-4). */
@Controller
@AllowSignedIn
class SecondFactorController {

    private final CurrentUser currentUser;
    private final SecondFactors factors;
    private final AppSetUp setUp;
    private final FactorGrant grant;

    SecondFactorController(CurrentUser currentUser, SecondFactors factors, AppSetUp setUp, FactorGrant grant) {
        this.currentUser = currentUser;
        this.factors = factors;
        this.setUp = setUp;
        this.grant = grant;
    }

    @GetMapping("/second-factor")
    ModelAndView ask(Page page) {
        return factors.has(currentUser.get().accountId())
                ? asking(page, Form.empty(), HttpStatus.OK)
                : new ModelAndView("redirect:/second-factor/set-up");
    }

    @PostMapping("/second-factor")
    ModelAndView give(
            Page page,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response) {
        Form form = Form.of(typed);
        String code = form.requiredText("code", AppSetUp.LONGEST_CODE).orElse("");
        if (!form.hasProblems()) {
            try {
                factors.give(currentUser.get(), code);
                grant.app(request, response);
                return goOn(request, response);
            } catch (Refused refused) {
                form.reject(refused);
            }
        }
        return asking(page, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** The first factor of an account; one that has a factor changes it on its own page, with that factor given. */
    @GetMapping("/second-factor/set-up")
    ModelAndView setUp(Page page) {
        User user = currentUser.get();
        return factors.has(user.accountId())
                ? new ModelAndView("redirect:/second-factor")
                : settingUp(page, Form.empty(), user);
    }

    @PostMapping("/second-factor/set-up")
    ModelAndView confirm(
            Page page,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response) {
        User user = currentUser.get();
        if (factors.has(user.accountId())) {
            return new ModelAndView("redirect:/second-factor");
        }
        Form form = Form.of(typed);
        return setUp.confirmed(form, user, request, response)
                .map(codes -> AppSetUp.codes(page, codes, next(request, response)))
                .orElseGet(() -> settingUp(page, form, user));
    }

    /** The form that was held while the factor was asked for, ready to be sent on. */
    @GetMapping("/second-factor/go-on")
    ModelAndView goOn(Page page, HttpServletRequest request) {
        return HeldAction.take(request)
                .map(held -> new ModelAndView("identity/goOn", Map.of("page", page, "held", held)))
                .orElseGet(() -> new ModelAndView("redirect:/"));
    }

    private ModelAndView goOn(HttpServletRequest request, HttpServletResponse response) {
        return new ModelAndView("redirect:" + next(request, response));
    }

    private String next(HttpServletRequest request, HttpServletResponse response) {
        return HeldAction.isThere(request) ? "/second-factor/go-on" : grant.wantedPage(request, response);
    }

    private ModelAndView asking(Page page, Form form, HttpStatus status) {
        return new ModelAndView(
                "identity/secondFactor",
                Map.of(
                        "page",
                        page,
                        "form",
                        form,
                        "overview",
                        factors.of(currentUser.get().accountId())),
                status);
    }

    private ModelAndView settingUp(Page page, Form form, User user) {
        return setUp.page(page, form, user, "/second-factor/set-up", SecondFactors.isMandatoryFor(user));
    }
}
