package org.ltet.portal.notifications;

import java.time.Duration;
import org.ltet.portal.shared.ReadCache;
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

    private final ReadCache<String, Integer> counts = ReadCache.of(50_000, Duration.ofSeconds(15));

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
            counts.forget(person);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                counts.forget(person);
            }
        });
    }
}
