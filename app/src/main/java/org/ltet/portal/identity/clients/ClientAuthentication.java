package org.ltet.portal.identity.clients;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.Throttle;
import org.ltet.portal.shared.AddressRange;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds out which program asks (RFC 6749, 2.3): by secret in the Authorization header or the body, by a signed
 * assertion, or, of one that can keep no secret, by its id alone. An attempt is counted before anything is looked at.
 */
@Component
public class ClientAuthentication {

    static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String BASIC = "Basic ";

    private final Clients clients;
    private final ClientSecrets secrets;
    private final ClientAssertions assertions;
    private final Throttle throttle;
    private final ClientSettings settings;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    ClientAuthentication(
            Clients clients,
            ClientSecrets secrets,
            ClientAssertions assertions,
            Throttle throttle,
            ClientSettings settings,
            Clock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transactions) {
        this.clients = clients;
        this.secrets = secrets;
        this.assertions = assertions;
        this.throttle = throttle;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
        this.transactions = transactions;
    }

    /** How a request says who it comes from; a secret or an assertion, or neither. */
    record Claimed(
            String clientId,
            @Nullable String secret,
            @Nullable String assertion) {}

    /** @throws OAuthProblem invalid_client with one answer for every reason, or when it was tried too often */
    public ClientView of(Parameters form, HttpServletRequest request) {
        Claimed claimed = claimed(form, request);
        String address = request.getRemoteAddr();
        String pair = claimed.clientId() + " " + address;
        try {
            throttle.admit(settings.failures(), pair);
            throttle.admit(settings.failuresPerAddress(), address);
        } catch (Refused refused) {
            throw OAuthProblem.tooMany(refused);
        }
        Optional<ClientView> client = clients.byClientId(claimed.clientId());
        boolean proven = proven(client.orElse(null), claimed);
        boolean usable = client.filter(known -> known.isUsable(clock.instant()))
                .filter(known -> known.addresses().isEmpty() || AddressRange.anyContains(known.addresses(), address))
                .isPresent();
        if (!proven || !usable) {
            refused(client.map(known -> known.id().toString()).orElse("unknown"), proven);
            throw OAuthProblem.notThatClient();
        }
        throttle.giveBack(settings.failures(), pair);
        throttle.giveBack(settings.failuresPerAddress(), address);
        return client.orElseThrow();
    }

    private boolean proven(@Nullable ClientView client, Claimed claimed) {
        if (claimed.assertion() != null) {
            return assertions.proves(client, claimed.assertion());
        }
        if (claimed.secret() != null) {
            return secrets.matches(client, claimed.secret()) && client != null && client.kind() == ClientKind.SYSTEM;
        }
        return client != null && client.kind() == ClientKind.PUBLIC;
    }

    /** Written for unknown ids too: no program's id is told apart by the time that an answer takes. */
    private void refused(String client, boolean proven) {
        transactions.executeWithoutResult(status -> events.publishEvent(
                Audited.of("client.refused", "client", client).because(proven ? "OFF_OR_ELSEWHERE" : "WRONG_PROOF")));
    }

    static Claimed claimed(Parameters form, HttpServletRequest request) {
        Optional<String> id = form.find("client_id");
        Optional<String> secret = form.find("client_secret");
        Optional<String> assertion = form.find("client_assertion");
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if ((header == null ? 0 : 1) + (secret.isPresent() ? 1 : 0) + (assertion.isPresent() ? 1 : 0) > 1) {
            throw OAuthProblem.invalid("Authenticate in one way only.");
        }
        if (header != null) {
            Claimed basic = ofBasic(header);
            if (id.isPresent() && !id.get().equals(basic.clientId())) {
                throw OAuthProblem.notThatClient();
            }
            return basic;
        }
        if (assertion.isPresent()) {
            if (!form.find("client_assertion_type")
                    .filter(ASSERTION_TYPE::equals)
                    .isPresent()) {
                throw OAuthProblem.invalid("The client_assertion_type must be " + ASSERTION_TYPE + ".");
            }
            String named =
                    id.or(() -> ClientAssertions.subject(assertion.get())).orElseThrow(OAuthProblem::notThatClient);
            return new Claimed(named, null, assertion.get());
        }
        return new Claimed(id.orElseThrow(OAuthProblem::notThatClient), secret.orElse(null), null);
    }

    /** Id and secret are encoded as in a form before they are put together (RFC 6749, 2.3.1). */
    private static Claimed ofBasic(String header) {
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw OAuthProblem.notThatClient();
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw OAuthProblem.notThatClient();
            }
            return new Claimed(decoded(pair.substring(0, colon)), decoded(pair.substring(colon + 1)), null);
        } catch (IllegalArgumentException notEncoded) {
            throw OAuthProblem.notThatClient();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
