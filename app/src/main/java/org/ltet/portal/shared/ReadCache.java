package org.ltet.portal.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What was read from the database a moment ago. Nobody waits here for another's reading: whoever waits may hold the very
 * connection that the reading needs, and with the pool empty all would wait for good. Several may read the same at once.
 */
public final class ReadCache<K, V> {

    private final Cache<K, V> values;
    private final AtomicLong forgotten = new AtomicLong();

    private ReadCache(Cache<K, V> values) {
        this.values = values;
    }

    /** @param kept how long a change made on another node may stay unseen */
    public static <K, V> ReadCache<K, V> of(int most, Duration kept) {
        return new ReadCache<>(
                Caffeine.newBuilder().maximumSize(most).expireAfterWrite(kept).build());
    }

    /** For what never changes. */
    public static <K, V> ReadCache<K, V> ofConstants(int most) {
        return new ReadCache<>(Caffeine.newBuilder().maximumSize(most).build());
    }

    public V get(K key, Function<K, V> read) {
        return find(key, wanted -> Optional.of(read.apply(wanted))).orElseThrow();
    }

    /** That there is nothing is not kept. */
    public Optional<V> find(K key, Function<K, Optional<V>> read) {
        V known = values.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        long before = forgotten.get();
        Optional<V> fresh = read.apply(key);
        fresh.ifPresent(value -> values.put(key, value));
        if (before != forgotten.get()) {
            // Something was changed meanwhile: what was read may be older than that.
            values.invalidate(key);
        }
        return fresh;
    }

    public void put(K key, V value) {
        forgotten.incrementAndGet();
        values.put(key, value);
    }

    public void forget(K key) {
        forgotten.incrementAndGet();
        values.invalidate(key);
    }

    public void forgetAll(Iterable<K> keys) {
        forgotten.incrementAndGet();
        values.invalidateAll(keys);
    }

    public void forgetAll() {
        forgotten.incrementAndGet();
        values.invalidateAll();
    }
}
