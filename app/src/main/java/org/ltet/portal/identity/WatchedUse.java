package org.ltet.portal.identity;

import java.time.Clock;
import java.time.ZoneOffset;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts openings of confidential values and exports, as they go on record, in the same transaction. */
@Component
class WatchedUse {

    private final JdbcClient jdbc;
    private final CurrentUser currentUser;
    private final Clock clock;

    WatchedUse(JdbcClient jdbc, CurrentUser currentUser, Clock clock) {
        this.jdbc = jdbc;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    @EventListener
    void note(Audited audited) {
        String kind = kind(audited.action());
        if (!kind.isEmpty()) {
            // programs and jobs have no account
            currentUser
                    .find()
                    .ifPresent(user -> jdbc.sql("""
                            insert into identity.watched_use (id, account_id, kind, at)
                            select ?, id, ?, ? from identity.account where id = ?
                            """)
                            .params(Ids.next(), kind, clock.instant().atOffset(ZoneOffset.UTC), user.accountId())
                            .update());
        }
    }

    private static String kind(String action) {
        String done = action.substring(action.indexOf('.') + 1);
        return switch (done) {
            case "unmasked", "numberRead" -> "UNMASKED";
            case "exported" -> "EXPORTED";
            default -> "";
        };
    }
}
