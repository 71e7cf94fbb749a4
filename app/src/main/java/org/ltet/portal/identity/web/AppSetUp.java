package org.ltet.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ltet.portal.identity.AuthenticatorApp;
import org.ltet.portal.identity.FactorGrant;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Setting up an authenticator app: the picture to scan, and the first code that confirms it (ACC-4). */
@Component
class AppSetUp {

    /** More than any code has, spaces included. */
    static final int LONGEST_CODE = 40;

    private final AuthenticatorApp app;
    private final FactorGrant grant;

    AppSetUp(AuthenticatorApp app, FactorGrant grant) {
        this.app = app;
        this.grant = grant;
    }

    ModelAndView page(Page page, Form form, User user, String address, boolean mandatory) {
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
                        address,
                        "mandatory",
                        mandatory),
                form.hasProblems() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    /** Takes the typed code: the recovery codes to show, or nothing when the form now says what is wrong. */
    Optional<List<String>> confirmed(Form form, User user, HttpServletRequest request, HttpServletResponse response) {
        String code = form.requiredText("code", LONGEST_CODE).orElse("");
        if (form.hasProblems()) {
            return Optional.empty();
        }
        try {
            List<String> codes = app.confirm(user, code.replaceAll("\\s", ""));
            grant.app(request, response);
            return Optional.of(codes);
        } catch (Refused refused) {
            form.reject(refused);
            return Optional.empty();
        }
    }

    static ModelAndView codes(Page page, List<String> codes, String next) {
        return new ModelAndView("identity/recoveryCodes", Map.of("page", page, "codes", codes, "next", next));
    }
}
