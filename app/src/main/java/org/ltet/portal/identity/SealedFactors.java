package org.ltet.portal.identity;

import org.ltet.portal.operations.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The secrets of authenticator apps and the keys that sign tokens, sealed. */
@Configuration(proxyBeanMethods = false)
class SealedFactors {

    static final SealedColumn SECRET = SealedColumn.of("identity.totp_factor", "secret");
    static final SealedColumn WAITING = SealedColumn.of("identity.totp_enrolment", "secret");

    static final SealedColumn SIGNING_KEY = SealedColumn.of("identity.signing_key", "private_key");

    @Bean
    SealedColumn sealedSigningKeys() {
        return SIGNING_KEY;
    }

    @Bean
    SealedColumn sealedSecretsOfApps() {
        return SECRET;
    }

    @Bean
    SealedColumn sealedSecretsWaiting() {
        return WAITING;
    }
}
