package org.ltet.portal.notifications;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.ltet.portal.web.Bell;
import org.ltet.portal.web.Viewer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * How many unread notices each person has, for the bell on every page. Kept in memory for a few seconds, because
 * every page asks; other nodes see a new notice that much later.
 */
@Component
class UnreadCounts implements Bell {

    /** The bell says "99+" beyond. */
    static final int MANY = 100;

    private final Cache<String, Integer> counts = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(Duration.ofSeconds(15))
            .build();

    private final NoticeRows notices;

    UnreadCounts(NoticeRows notices) {
        this.notices = notices;
    }

    @Override
    public int unread(Viewer viewer) {
        return counts.get(viewer.employeeNumber(), person -> notices.unread(person, MANY));
    }

    /** Forgets the count once the running change can be seen by others. */
    void changed(String person) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            counts.invalidate(person);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                counts.invalidate(person);
            }
        });
    }
}
