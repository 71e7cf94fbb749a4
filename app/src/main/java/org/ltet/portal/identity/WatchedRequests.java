package org.ltet.portal.identity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;

/**
 * Requests are timed once, as a whole. Spring Security would time each of its fifteen filters as well, which nobody
 * reads and which took more time than the filters.
 */
@Configuration(proxyBeanMethods = false)
class WatchedRequests {

    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }
}
