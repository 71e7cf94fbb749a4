package org.ltet.portal.identity;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.data.redis.RedisSessionMapper;
import org.springframework.session.data.redis.config.ConfigureNotifyKeyspaceEventsAction;
import org.springframework.session.data.redis.config.ConfigureRedisAction;
import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisIndexedHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Where sessions are kept: in Redis for all nodes where it is configured, in this node's memory otherwise (ACC-6). */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SessionConfiguration.class);
    private static final String REDIS = "spring.data.redis.url";

    @Bean
    CookieSerializer sessionCookie(@Value("${portal.web.secure-cookies:false}") boolean secure) {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        // the prefix makes browsers refuse it from elsewhere, but they know it on encrypted lines only
        cookie.setCookieName(secure ? "__Host-portal" : "portal");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        if (secure) {
            cookie.setUseSecureCookie(true);
        }
        return cookie;
    }

    /** These have their places in the chain of the security filters, not beside it. */
    @Bean
    FilterRegistrationBean<SessionLimits> sessionLimitsNotTwice(SessionLimits limits) {
        FilterRegistrationBean<SessionLimits> registration = new FilterRegistrationBean<>(limits);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    FilterRegistrationBean<SignInGate> signInGateNotTwice(SignInGate gate) {
        FilterRegistrationBean<SignInGate> registration = new FilterRegistrationBean<>(gate);
        registration.setEnabled(false);
        return registration;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = REDIS, matchIfMissing = true, havingValue = "no address has this form")
    @EnableSpringHttpSession
    static class InMemory {

        @Bean
        MemorySessions memorySessions(Clock clock) {
            return new MemorySessions(clock);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(REDIS)
    @EnableRedisIndexedHttpSession(redisNamespace = "portal:session")
    static class InRedis {

        @Bean
        SessionRepositoryCustomizer<RedisIndexedSessionRepository> idsThatNobodyGuesses() {
            return sessions -> sessions.setSessionIdGenerator(SessionIds.INSTANCE);
        }

        /**
         * Of a session that Redis forgot while a request was at it, the end of that request leaves only what it changed.
         * Nobody can be known by that: it counts as no session, and who comes with it signs in again.
         */
        @Bean
        SessionRepositoryCustomizer<RedisIndexedSessionRepository> remainsAreNoSession() {
            RedisSessionMapper whole = new RedisSessionMapper();
            return sessions -> sessions.setRedisSessionMapper((id, values) -> {
                try {
                    return whole.apply(id, values);
                } catch (IllegalStateException remains) {
                    LOG.info("What is left of a session that Redis forgot is no session");
                    return null;
                }
            });
        }

        /** Hosted Redis often forbids the command; there the parameter group must switch the events on. */
        @Bean
        ConfigureRedisAction keyspaceEvents() {
            ConfigureNotifyKeyspaceEventsAction switchOn = new ConfigureNotifyKeyspaceEventsAction();
            return connection -> {
                try {
                    switchOn.configure(connection);
                } catch (DataAccessException e) {
                    LOG.info("Redis keeps its own notify-keyspace-events; it should hold Egx");
                }
            };
        }
    }
}
