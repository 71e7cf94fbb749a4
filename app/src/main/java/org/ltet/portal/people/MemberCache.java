package org.ltet.portal.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Members read a moment ago: every page with schemes asks for one. A change on this node shows at once; one made on
 * another node when the entry's few seconds are over.
 */
@Component
class MemberCache {

    private static final Duration KEPT = Duration.ofSeconds(15);

    private final Cache<UUID, Member> members =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(KEPT).build();

    /** Numbers are never given to another person. */
    private final Cache<String, UUID> ids =
            Caffeine.newBuilder().maximumSize(50_000).build();

    Optional<UUID> id(String employeeNumber, Function<String, Optional<UUID>> read) {
        return Optional.ofNullable(
                ids.get(employeeNumber, number -> read.apply(number).orElse(null)));
    }

    Member get(UUID id, Function<UUID, Member> read) {
        // What a transaction has changed but not committed must not become everybody's truth.
        return TransactionSynchronizationManager.isActualTransactionActive() ? read.apply(id) : members.get(id, read);
    }

    void forgetAfterCommit(Collection<UUID> ids) {
        List<UUID> changed = List.copyOf(ids);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                members.invalidateAll(changed);
            }
        });
    }
}
