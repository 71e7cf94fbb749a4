package org.ltet.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.Session;

/** One session, shared by the requests that use it at the same time. */
final class MemorySession implements Session {

    private final Clock clock;
    private final Instant createdAt;
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private volatile String id = SessionIds.INSTANCE.generate();
    private volatile @Nullable String storedAs;
    private volatile Instant lastAccessedAt;
    private volatile Duration idle;

    MemorySession(Clock clock, Duration idle) {
        this.clock = clock;
        this.createdAt = clock.instant();
        this.lastAccessedAt = createdAt;
        this.idle = idle;
    }

    /** The id under which it can be found; null as long as it was not kept yet. */
    @Nullable
    String storedAs() {
        return storedAs;
    }

    String stored() {
        String now = id;
        storedAs = now;
        return now;
    }

    @Nullable
    String principalName() {
        return attributes.get(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                                instanceof SecurityContext context
                        && context.getAuthentication() != null
                ? context.getAuthentication().getName()
                : null;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String changeSessionId() {
        String changed = SessionIds.INSTANCE.generate();
        id = changed;
        return changed;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T getAttribute(String name) {
        return (T) attributes.get(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.copyOf(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            removeAttribute(name);
        } else {
            attributes.put(name, value);
        }
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    public Instant getCreationTime() {
        return createdAt;
    }

    @Override
    public void setLastAccessedTime(Instant time) {
        // the caller tells the time of the machine; what counts here is the portal's clock
        lastAccessedAt = clock.instant();
    }

    @Override
    public Instant getLastAccessedTime() {
        return lastAccessedAt;
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        idle = interval;
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return idle;
    }

    @Override
    public boolean isExpired() {
        return idle.isPositive() && clock.instant().isAfter(lastAccessedAt.plus(idle));
    }
}
