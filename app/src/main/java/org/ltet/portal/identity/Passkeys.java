package org.ltet.portal.identity;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passkeys (ACC-4): registered, named, removed, and used as second factor or to sign in. The device must verify its
 * user, so that a passkey stands for both having the device and knowing its PIN or showing the face or finger. Each
 * challenge lives in the session, for a few minutes, and is used once.
 */
@Component
public class Passkeys {

    private static final Logger LOG = LoggerFactory.getLogger(Passkeys.class);
    private static final Duration CHALLENGE_OPEN = Duration.ofMinutes(5);
    private static final String REGISTERING = Passkeys.class.getName() + ".registering";
    private static final String GIVING = Passkeys.class.getName() + ".giving";
    private static final int LONGEST_NAME = 100;
    private static final int MOST = 20;

    private final Webauthn4JRelyingPartyOperations protocol;
    private final PasskeyOwners owners;
    private final PasskeyStore store;
    private final FactorRegister register;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    Passkeys(
            PasskeyOwners owners,
            PasskeyStore store,
            FactorRegister register,
            Clock clock,
            ApplicationEventPublisher events,
            @Value("${portal.identity.passkeys.host}") String host,
            @Value("${portal.identity.passkeys.origins}") Set<String> origins) {
        this.owners = owners;
        this.store = store;
        this.register = register;
        this.clock = clock;
        this.events = events;
        this.protocol = new Webauthn4JRelyingPartyOperations(
                owners,
                store,
                PublicKeyCredentialRpEntity.builder()
                        .id(host)
                        .name("LTET Portal")
                        .build(),
                origins);
        protocol.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        protocol.setCustomizeRequestOptions(options -> options.userVerification(UserVerificationRequirement.REQUIRED));
    }

    private record Challenge(Serializable options, Instant at) implements Serializable {}

    public List<PasskeyView> of(UUID accountId) {
        return store.of(accountId);
    }

    /** What the browser needs to make a passkey, as JSON. */
    public String startRegistration(HttpSession session) {
        PublicKeyCredentialCreationOptions options = protocol.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(person()));
        session.setAttribute(REGISTERING, new Challenge(options, clock.instant()));
        return json.writeValueAsString(options);
    }

    /**
     * @param answer of the browser: {@code {"credential": ..., "label": name}}
     * @throws Refused factors.passkeyRefused when it does not fit the challenge, the origin or the rules
     */
    @Transactional
    public void register(User user, String answer, HttpSession session) {
        PublicKeyCredentialCreationOptions options =
                taken(REGISTERING, PublicKeyCredentialCreationOptions.class, session);
        if (store.of(user.accountId()).size() >= MOST) {
            throw Refused.conflict("factors.tooManyPasskeys", MOST);
        }
        String name = orRefused(() -> {
            RelyingPartyPublicKey key = json.readValue(answer, RelyingPartyPublicKey.class);
            String label = checkedName(key.getLabel());
            protocol.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                    options, new RelyingPartyPublicKey(key.getCredential(), label)));
            return label;
        });
        register.changed(user.accountId());
        events.publishEvent(
                Audited.of("account.passkeyAdded", "account", user.accountId()).changed("passkey", null, name));
    }

    @Transactional
    public void rename(User user, UUID id, String name) {
        if (!store.rename(id, user.accountId(), checkedName(name))) {
            throw Refused.notFound("passkey");
        }
        events.publishEvent(Audited.of("account.passkeyRenamed", "account", user.accountId())
                .changed("passkey", null, name));
    }

    @Transactional
    public void remove(User user, UUID id) {
        if (!store.remove(id, user.accountId())) {
            throw Refused.notFound("passkey");
        }
        register.changed(user.accountId());
        events.publishEvent(Audited.of("account.passkeyRemoved", "account", user.accountId()));
    }

    void removeAll(UUID accountId) {
        owners.delete(PasskeyOwners.handle(accountId));
    }

    /** What the browser needs to use a passkey: any of this portal's, or of the person who is signed in. */
    public String startGiving(HttpSession session) {
        PublicKeyCredentialRequestOptions options =
                protocol.createCredentialRequestOptions(SecurityContextHolder.getContext()::getAuthentication);
        session.setAttribute(GIVING, new Challenge(options, clock.instant()));
        return json.writeValueAsString(options);
    }

    /** @throws Refused factors.passkeyRefused */
    @Transactional
    UUID accountGivenBy(String answer, HttpSession session) {
        PublicKeyCredentialRequestOptions options = taken(GIVING, PublicKeyCredentialRequestOptions.class, session);
        return orRefused(() -> {
            PublicKeyCredential<AuthenticatorAssertionResponse> credential =
                    json.readValue(answer, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
            PublicKeyCredentialUserEntity owner =
                    protocol.authenticate(new RelyingPartyAuthenticationRequest(options, credential));
            return PasskeyOwners.accountOf(owner.getId()).orElseThrow();
        });
    }

    private <T> T taken(String attribute, Class<T> type, HttpSession session) {
        Object kept = session.getAttribute(attribute);
        session.removeAttribute(attribute);
        if (kept instanceof Challenge(Serializable options, Instant at)
                && type.isInstance(options)
                && clock.instant().isBefore(at.plus(CHALLENGE_OPEN))) {
            return type.cast(options);
        }
        throw Refused.invalid("factors.passkeyRefused");
    }

    /** Whatever the reading and checking libraries dislike in what a browser sent is one refusal. */
    private static <T> T orRefused(Supplier<T> check) {
        try {
            return check.get();
        } catch (Refused refused) {
            throw refused;
        } catch (RuntimeException e) {
            LOG.info("A passkey was refused: {}", e.getClass().getSimpleName());
            LOG.debug("A passkey was refused", e);
            throw Refused.invalid("factors.passkeyRefused");
        }
    }

    private static String checkedName(String typed) {
        String name = typed.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Refused.invalidField("name", "factors.passkeyName");
        }
        return name;
    }

    private static Authentication person() {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        if (person == null) {
            throw new IllegalStateException("Nobody is signed in");
        }
        return person;
    }
}
