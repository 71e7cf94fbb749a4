package org.ltet.portal.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;

/**
 * Sessions in the memory of one node. A session that was ended is not brought back by a request that was still under
 * way, and requests of one session at the same time do not undo each other's changes.
 */
class MemorySessions implements FindByIndexNameSessionRepository<MemorySession> {

    /** So many visitors at most; beyond it those go first who have not come for longest. */
    private static final long MOST = 200_000;

    private static final Duration IDLE_BY_DEFAULT = Duration.ofMinutes(30);

    private final Clock clock;
    private final Cache<String, MemorySession> sessions;

    MemorySessions(Clock clock) {
        this.clock = clock;
        this.sessions = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfter(Expiry.<String, MemorySession>accessing(
                        (id, session) -> session.getMaxInactiveInterval().plusMinutes(1)))
                .build();
    }

    @Override
    public MemorySession createSession() {
        return new MemorySession(clock, IDLE_BY_DEFAULT);
    }

    @Override
    public void save(MemorySession session) {
        String storedAs = session.storedAs();
        if (storedAs == null) {
            sessions.put(session.stored(), session);
        } else if (!storedAs.equals(session.getId()) && sessions.asMap().remove(storedAs) != null) {
            sessions.put(session.stored(), session);
        }
    }

    @Override
    public @Nullable MemorySession findById(String id) {
        MemorySession session = sessions.getIfPresent(id);
        if (session != null && session.isExpired()) {
            sessions.invalidate(id);
            return null;
        }
        return session;
    }

    @Override
    public void deleteById(String id) {
        sessions.invalidate(id);
    }

    @Override
    public Map<String, MemorySession> findByIndexNameAndIndexValue(String index, String value) {
        Map<String, MemorySession> found = new HashMap<>();
        if (index.equals(PRINCIPAL_NAME_INDEX_NAME)) {
            sessions.asMap().forEach((id, session) -> {
                if (value.equals(session.principalName()) && !session.isExpired()) {
                    found.put(id, session);
                }
            });
        }
        return found;
    }
}
