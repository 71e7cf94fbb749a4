package org.ltet.portal.people;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.ltet.portal.shared.ReadCache;
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

    private final ReadCache<UUID, Member> members = ReadCache.of(20_000, KEPT);

    /** Numbers are never given to another person. */
    private final ReadCache<String, UUID> ids = ReadCache.ofConstants(50_000);

    Optional<UUID> id(String employeeNumber, Function<String, Optional<UUID>> read) {
        return ids.find(employeeNumber, read);
    }

    /** Inside a transaction each member is read once, and what it may have changed is not kept for others. */
    Member get(UUID id, Function<UUID, Member> read) {
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? readInTransaction().get(id, read)
                : members.get(id, read);
    }

    void forgetAfterCommit(Collection<UUID> ids) {
        List<UUID> changed = List.copyOf(ids);
        readInTransaction().changed = true;
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                members.forgetAll(changed);
            }
        });
    }

    private ReadInTransaction readInTransaction() {
        if (TransactionSynchronizationManager.getResource(this) instanceof ReadInTransaction known) {
            return known;
        }
        ReadInTransaction fresh = new ReadInTransaction();
        TransactionSynchronizationManager.bindResource(this, fresh);
        TransactionSynchronizationManager.registerSynchronization(fresh);
        return fresh;
    }

    /** What one transaction has read; a transaction begun inside it reads for itself. */
    private final class ReadInTransaction implements TransactionSynchronization {

        private final Map<UUID, Member> read = new HashMap<>();
        private boolean changed;

        Member get(UUID id, Function<UUID, Member> reader) {
            return changed ? reader.apply(id) : read.computeIfAbsent(id, reader);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(MemberCache.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(MemberCache.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(MemberCache.this);
        }
    }
}
