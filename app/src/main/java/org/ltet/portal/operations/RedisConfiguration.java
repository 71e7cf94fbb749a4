package org.ltet.portal.operations;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The shared throttle; only where a Redis is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("spring.data.redis.url")
class RedisConfiguration {

    private static final Duration KEPT_AFTER_REFILL = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Bean
    ProxyManager<byte[]> sharedThrottle(LettuceConnectionFactory connections, Clock clock) {
        if (!(connections.getRequiredNativeClient() instanceof RedisClient client)) {
            throw new IllegalStateException("The portal wants a Redis with one endpoint");
        }
        return Bucket4jLettuce.casBasedBuilder(client)
                .clientClock(Throttle.meter(clock))
                .requestTimeout(PATIENCE)
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_AFTER_REFILL))
                .build();
    }
}
