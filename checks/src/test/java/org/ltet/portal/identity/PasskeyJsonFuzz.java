package org.ltet.portal.identity;

import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a browser sends of a passkey: whatever the libraries dislike is an exception, which becomes one refusal. */
public final class PasskeyJsonFuzz {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    private PasskeyJsonFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            MAPPER.readValue(input, RelyingPartyPublicKey.class);
        } catch (RuntimeException refused) {
            // Passkeys answers with one refusal, whatever the reason
        }
        try {
            MAPPER.readValue(input, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
        } catch (RuntimeException refused) {
            // likewise
        }
    }
}
