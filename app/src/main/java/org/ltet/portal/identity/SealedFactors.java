package org.ltet.portal.identity;

import org.ltet.portal.operations.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The secrets of authenticator apps, sealed. */
@Configuration(proxyBeanMethods = false)
class SealedFactors {

    static final SealedColumn SECRET = SealedColumn.of("identity.totp_factor", "secret");
    static final SealedColumn WAITING = SealedColumn.of("identity.totp_enrolment", "secret");

    @Bean
    SealedColumn sealedSecretsOfApps() {
        return SECRET;
    }

    @Bean
    SealedColumn sealedSecretsWaiting() {
        return WAITING;
    }
}
