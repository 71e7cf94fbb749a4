package org.ltet.portal.identity;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The attempts to get into each account, for its owner to look through (ACC-7). */
@Component
public class SignInHistory {

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInHistory(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest first. */
    public List<SignInEntry> latest(UUID accountId, int most) {
        return jdbc.sql("""
                        select at, outcome, address, device from identity.sign_in
                        where account_id = ? order by at desc, id desc limit ?
                        """)
                .params(accountId, most)
                .query((row, index) -> new SignInEntry(
                        row.getTimestamp("at").toInstant(),
                        SignInEntry.Outcome.valueOf(row.getString("outcome")),
                        row.getString("address"),
                        row.getString("device")))
                .list();
    }

    void note(UUID accountId, SignInEntry.Outcome outcome) {
        jdbc.sql("""
                        insert into identity.sign_in (id, account_id, at, outcome, address, device)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(Ids.next(), accountId, now(), outcome.name(), Visitor.address(), Visitor.device())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
