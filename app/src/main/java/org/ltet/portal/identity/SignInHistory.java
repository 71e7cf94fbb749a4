package org.ltet.portal.identity;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Ids;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The attempts to get into each account, for its owner to look through (ACC-7). */
@Component
public class SignInHistory {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    SignInHistory(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** The newest first. */
    public List<SignInEntry> latest(UUID accountId, int most) {
        return page(accountId, null, most);
    }

    /** @param before the last entry already seen, null for the newest; one of another account shows nothing */
    public List<SignInEntry> page(UUID accountId, @Nullable UUID before, int most) {
        String older = before == null ? "" : """
                 and (at, id) < (select at, id from identity.sign_in where id = :before and account_id = :account)
                """;
        JdbcClient.StatementSpec query = jdbc.sql(
                        "select id, at, outcome, address, device from identity.sign_in where account_id = :account"
                                + older + " order by at desc, id desc limit :most")
                .param("account", accountId)
                .param("most", most);
        return (before == null ? query : query.param("before", before))
                .query((row, index) -> new SignInEntry(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        SignInEntry.Outcome.valueOf(row.getString("outcome")),
                        row.getString("address"),
                        row.getString("device")))
                .list();
    }

    /** Inside the transaction of the attempt; its owner is told of a device that is new. */
    void note(UUID accountId, SignInEntry.Outcome outcome) {
        UUID id = Ids.next();
        if (outcome == SignInEntry.Outcome.SIGNED_IN) {
            tellOfNewDevice(id, accountId);
        }
        jdbc.sql("""
                        insert into identity.sign_in (id, account_id, at, outcome, address, device)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(id, accountId, now(), outcome.name(), Visitor.address(), Visitor.device())
                .update();
    }

    private void tellOfNewDevice(UUID signIn, UUID accountId) {
        jdbc.sql("""
                        select a.employee_number from identity.account a
                        where a.id = :account
                          and exists (select from identity.sign_in s
                              where s.account_id = a.id and s.outcome = 'SIGNED_IN')
                          and not exists (select from identity.sign_in s
                              where s.account_id = a.id and s.outcome = 'SIGNED_IN' and s.device = :device)
                        """)
                .param("account", accountId)
                .param("device", Visitor.device())
                .query(String.class)
                .optional()
                .ifPresent(number -> events.publishEvent(new SignedInFromNewDevice(
                        signIn, number, Visitor.device(), Visitor.address(), clock.instant())));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
