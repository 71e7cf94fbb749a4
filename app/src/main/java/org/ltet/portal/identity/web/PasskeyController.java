package org.ltet.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.ltet.portal.identity.AllowAnyone;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FactorGrant;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.HeldAction;
import org.ltet.portal.identity.Passkeys;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Page;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Passkeys: made and removed by their owner, given as second factor, or used to sign in (ACC-4). */
@Controller
class PasskeyController {

    private final Passkeys passkeys;
    private final CurrentUser currentUser;
    private final FactorGrant grant;

    PasskeyController(Passkeys passkeys, CurrentUser currentUser, FactorGrant grant) {
        this.passkeys = passkeys;
        this.currentUser = currentUser;
        this.grant = grant;
    }

    @FreshFactor
    @AllowSignedIn
    @GetMapping("/account/passkeys/new")
    ModelAndView add(Page page) {
        return new ModelAndView("identity/passkeyNew", Map.of("page", page));
    }

    @FreshFactor
    @AllowSignedIn
    @PostMapping(path = "/account/passkeys/options", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> startRegistration(HttpServletRequest request) {
        return ResponseEntity.ok(passkeys.startRegistration(request.getSession()));
    }

    @FreshFactor
    @AllowSignedIn
    @PostMapping(path = "/account/passkeys", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> register(Page page, @RequestBody String answer, HttpServletRequest request) {
        try {
            passkeys.register(currentUser.get(), answer, request.getSession());
            return next("/account/factors");
        } catch (Refused refused) {
            return problem(page, refused);
        }
    }

    @FreshFactor
    @AllowSignedIn
    @PostMapping("/account/passkeys/{id}/name")
    String rename(@PathVariable UUID id, @RequestParam(defaultValue = "") String name, RedirectAttributes redirect) {
        passkeys.rename(currentUser.get(), id, name);
        Flash.success(redirect, "factors.passkeyRenamed");
        return "redirect:/account/factors";
    }

    @FreshFactor
    @AllowSignedIn
    @PostMapping("/account/passkeys/{id}/remove")
    String remove(@PathVariable UUID id, RedirectAttributes redirect) {
        passkeys.remove(currentUser.get(), id);
        Flash.success(redirect, "factors.passkeyRemoved");
        return "redirect:/account/factors";
    }

    @AllowSignedIn
    @PostMapping(path = "/second-factor/passkey/options", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> startGiving(HttpServletRequest request) {
        return ResponseEntity.ok(passkeys.startGiving(request.getSession()));
    }

    @AllowSignedIn
    @PostMapping(path = "/second-factor/passkey", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> give(
            Page page, @RequestBody String answer, HttpServletRequest request, HttpServletResponse response) {
        try {
            grant.passkey(currentUser.get(), answer, request, response);
            return next(HeldAction.isThere(request) ? "/second-factor/go-on" : grant.wantedPage(request, response));
        } catch (Refused refused) {
            return problem(page, refused);
        }
    }

    @AllowAnyone
    @PostMapping(path = "/sign-in/passkey/options", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> startSigningIn(HttpServletRequest request) {
        return ResponseEntity.ok(passkeys.startGiving(request.getSession()));
    }

    @AllowAnyone
    @PostMapping(path = "/sign-in/passkey", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> signIn(
            Page page, @RequestBody String answer, HttpServletRequest request, HttpServletResponse response) {
        try {
            grant.signInByPasskey(answer, request, response);
            return next(grant.wantedPage(request, response));
        } catch (Refused refused) {
            return problem(page, refused);
        }
    }

    private static ResponseEntity<Map<String, String>> next(String page) {
        return ResponseEntity.ok(Map.of("next", page));
    }

    private static ResponseEntity<Map<String, String>> problem(Page page, Refused refused) {
        return ResponseEntity.unprocessableContent()
                .body(Map.of(
                        "problem",
                        page.t("refused." + refused.code(), refused.arguments().toArray())));
    }
}
