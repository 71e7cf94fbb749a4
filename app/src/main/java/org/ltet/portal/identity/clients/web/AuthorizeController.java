package org.ltet.portal.identity.clients.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.GivenFactors;
import org.ltet.portal.identity.clients.AuthorizationProblem;
import org.ltet.portal.identity.clients.AuthorizationRequest;
import org.ltet.portal.identity.clients.AuthorizationRequests;
import org.ltet.portal.identity.clients.OAuthProblem;
import org.ltet.portal.identity.clients.Parameters;
import org.ltet.portal.identity.clients.Permissions;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.ContentPolicy;
import org.ltet.portal.web.Page;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Asks the person at the browser whether a program may act for them (RFC 6749, 4.1). It asks each time: a program that
 * can keep no secret cannot be told from one that borrows its name.
 */
@Controller
@AllowSignedIn
class AuthorizeController {

    private static final String POLICY = "Content-Security-Policy";

    private final AuthorizationRequests requests;
    private final Permissions permissions;
    private final GivenFactors factors;
    private final CurrentUser currentUser;

    AuthorizeController(
            AuthorizationRequests requests, Permissions permissions, GivenFactors factors, CurrentUser currentUser) {
        this.requests = requests;
        this.permissions = permissions;
        this.factors = factors;
        this.currentUser = currentUser;
    }

    @FreshFactor
    @GetMapping("/oauth2/authorize")
    ModelAndView ask(Page page, HttpServletRequest request, HttpServletResponse response) {
        AuthorizationRequest wish = read(request, Parameters::of);
        factors.requireWithin(wish.factorAge());
        response.setHeader(POLICY, ContentPolicy.withFormsTo(wish.place()));
        response.setHeader("Cache-Control", "no-store");
        Map<String, String> sent = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> sent.put(name, values[0]));
        sent.remove("decision");
        sent.remove("_csrf");
        return new ModelAndView(
                "identity/consent",
                Map.of(
                        "page", page,
                        "wish", wish,
                        "sent", sent,
                        "until", permissions.until(currentUser.get())));
    }

    @FreshFactor
    @PostMapping("/oauth2/authorize")
    ResponseEntity<Void> decide(@RequestParam(defaultValue = "") String decision, HttpServletRequest request) {
        AuthorizationRequest wish = read(request, Parameters::ofBody);
        factors.requireWithin(wish.factorAge());
        return decision.equals("allow")
                ? go(requests.answer(wish, permissions.give(wish, currentUser.get(), factors.get())))
                : go(requests.denied(wish));
    }

    /** Before the program is known, only the person can be told what is wrong. */
    private AuthorizationRequest read(HttpServletRequest request, Function<HttpServletRequest, Parameters> from) {
        Parameters parameters;
        try {
            parameters = from.apply(request);
        } catch (OAuthProblem unreadable) {
            throw Refused.invalid("clients.badRequest");
        }
        return requests.read(parameters, request.getRemoteAddr());
    }

    private static ResponseEntity<Void> go(String address) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .cacheControl(CacheControl.noStore())
                .location(URI.create(address))
                .build();
    }

    @ExceptionHandler
    ResponseEntity<Void> toldToTheProgram(AuthorizationProblem problem) {
        return go(problem.answer());
    }
}
