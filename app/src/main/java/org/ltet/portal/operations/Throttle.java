package org.ltet.portal.operations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Function;
import org.ltet.portal.shared.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Token buckets per account, address or whatever else is told apart by a key (ACC-9): in Redis for all nodes where it
 * is configured, in this node's memory otherwise and as long as Redis does not answer.
 */
@Component
public class Throttle {

    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);
    private static final long MOST_BUCKETS = 200_000;
    private static final Duration LONGEST = Duration.ofHours(24);

    private final ObjectProvider<ProxyManager<byte[]>> shared;
    private final TimeMeter meter;
    private final Cache<String, Bucket> own = Caffeine.newBuilder()
            .maximumSize(MOST_BUCKETS)
            .expireAfterAccess(LONGEST)
            .build();

    Throttle(ObjectProvider<ProxyManager<byte[]>> shared, Clock clock) {
        this.shared = shared;
        this.meter = meter(clock);
    }

    /** @throws Refused tooMany with the time after which it may be tried again */
    public void admit(Rate rate, String key) {
        ConsumptionProbe probe = with(rate, key, bucket -> bucket.tryConsumeAndReturnRemaining(1));
        if (!probe.isConsumed()) {
            throw Refused.tooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    /** Gives back what was taken for an attempt that turned out to be honest. */
    public void giveBack(Rate rate, String key) {
        with(rate, key, bucket -> {
            bucket.addTokens(1);
            return true;
        });
    }

    static TimeMeter meter(Clock clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                Instant now = clock.instant();
                return now.getEpochSecond() * 1_000_000_000L + now.getNano();
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    private <T> T with(Rate rate, String key, Function<Bucket, T> action) {
        String name = rate.name() + ":" + rate.times() + ":" + rate.per().toSeconds() + ":" + digest(key);
        ProxyManager<byte[]> redis = shared.getIfAvailable();
        if (redis != null) {
            try {
                return action.apply(redis.builder()
                        .build(("throttle:" + name).getBytes(StandardCharsets.UTF_8), () -> configuration(rate)));
            } catch (RuntimeException e) {
                LOG.warn("The shared throttle does not answer; this node counts alone: {}", e.toString());
            }
        }
        return action.apply(own.get(
                name,
                unknown -> Bucket.builder()
                        .addLimit(limit(rate))
                        .withCustomTimePrecision(meter)
                        .build()));
    }

    private static BucketConfiguration configuration(Rate rate) {
        return BucketConfiguration.builder().addLimit(limit(rate)).build();
    }

    private static Bandwidth limit(Rate rate) {
        return Bandwidth.builder()
                .capacity(rate.times())
                .refillGreedy(rate.times(), rate.per())
                .build();
    }

    /** Numbers and addresses of people have no place in the memory of another system. */
    private static String digest(String key) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
