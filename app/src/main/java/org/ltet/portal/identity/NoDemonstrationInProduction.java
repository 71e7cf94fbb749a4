package org.ltet.portal.identity;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The demonstration's published passwords, secrets and token by password never start beside real data. */
@Configuration(proxyBeanMethods = false)
class NoDemonstrationInProduction {

    @Bean
    static BeanFactoryPostProcessor refuseDemonstrationInProduction(Environment environment) {
        return beans -> {
            if (environment.acceptsProfiles(Profiles.of("demo & (production | prod)"))) {
                throw new IllegalStateException("The profile \"demo\" cannot be used together with \"production\": its"
                        + " accounts have published passwords and secrets, and it gives tokens for a password. Start"
                        + " without \"demo\".");
            }
        };
    }
}
