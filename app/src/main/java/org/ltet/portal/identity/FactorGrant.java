package org.ltet.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/** Notes in the session that a factor was given, and knows where the person wanted to go. */
@Component
public class FactorGrant {

    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final HttpSessionRequestCache requests = new HttpSessionRequestCache();
    private final Passkeys passkeys;
    private final Users users;
    private final RoleNetworks networks;
    private final CurrentUser currentUser;
    private final SignInHistory history;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    FactorGrant(
            Passkeys passkeys,
            Users users,
            RoleNetworks networks,
            CurrentUser currentUser,
            SignInHistory history,
            Clock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transactions) {
        this.passkeys = passkeys;
        this.users = users;
        this.networks = networks;
        this.currentUser = currentUser;
        this.history = history;
        this.clock = clock;
        this.events = events;
        this.transactions = transactions;
    }

    /** The code of the app, or a recovery code, was right. */
    public void app(HttpServletRequest request, HttpServletResponse response) {
        grant(FactorRules.APP, request, response);
    }

    /**
     * The person's own passkey was used.
     *
     * @throws Refused factors.passkeyRefused when it was not right, or is of somebody else
     */
    public void passkey(User user, String answer, HttpServletRequest request, HttpServletResponse response) {
        UUID owner = passkeys.accountGivenBy(answer, request.getSession());
        if (!owner.equals(user.accountId())) {
            throw Refused.invalid("factors.passkeyRefused");
        }
        grant(FactorRules.PASSKEY, request, response);
    }

    /**
     * Signs in whoever the passkey belongs to; it stands for both factors.
     *
     * @throws Refused factors.passkeyRefused
     */
    public void signInByPasskey(String answer, HttpServletRequest request, HttpServletResponse response) {
        UUID owner = passkeys.accountGivenBy(answer, request.getSession());
        User user = users.byId(owner).orElseThrow(() -> Refused.invalid("factors.passkeyRefused"));
        networks.require(user, request.getRemoteAddr());
        currentUser.runAs(
                user,
                () -> transactions.executeWithoutResult(status -> {
                    history.note(owner, SignInEntry.Outcome.SIGNED_IN);
                    events.publishEvent(Audited.of("account.signedInByPasskey", "account", owner));
                }));
        enter(
                UsernamePasswordAuthenticationToken.authenticated(
                        new Principal(owner, user.employeeNumber()), null, List.of(given(FactorRules.PASSKEY))),
                request,
                response);
    }

    private GrantedAuthority given(String factor) {
        return FactorGrantedAuthority.withAuthority(factor)
                .issuedAt(clock.instant())
                .build();
    }

    private void grant(String factor, HttpServletRequest request, HttpServletResponse response) {
        Authentication before = SecurityContextHolder.getContext().getAuthentication();
        if (before == null || !(before.getPrincipal() instanceof Principal principal)) {
            throw new IllegalStateException("A second factor belongs to a signed-in person");
        }
        List<GrantedAuthority> authorities = new ArrayList<>(before.getAuthorities());
        authorities.removeIf(authority -> factor.equals(authority.getAuthority()));
        authorities.add(given(factor));
        UsernamePasswordAuthenticationToken after =
                UsernamePasswordAuthenticationToken.authenticated(principal, null, authorities);
        after.setDetails(before.getDetails());
        enter(after, request, response);
    }

    private void enter(Authentication after, HttpServletRequest request, HttpServletResponse response) {
        request.getSession();
        request.changeSessionId();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(after);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    /** The page of this portal that was asked for before the factor was, or the home page. */
    public String wantedPage(HttpServletRequest request, HttpServletResponse response) {
        SavedRequest saved = requests.getRequest(request, response);
        if (saved == null) {
            return "/";
        }
        requests.removeRequest(request, response);
        UriComponents address = UriComponentsBuilder.fromUriString(saved.getRedirectUrl())
                .replaceQueryParam("continue")
                .build();
        String path = address.getPath();
        if (path == null || !path.startsWith("/") || path.startsWith("//")) {
            return "/";
        }
        return address.getQuery() == null ? path : path + "?" + address.getQuery();
    }
}
