package org.ltet.portal.people;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.shared.Audited.Change;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What every change of a member by a person has in common: the version, the history, the news. */
@Component
class MemberChanges {

    private final JdbcClient jdbc;
    private final MemberCache cache;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MemberChanges(JdbcClient jdbc, MemberCache cache, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.cache = cache;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Takes the next version, and with it the member's row until the end of the transaction.
     *
     * @throws Refused where the member was changed since that version was read
     */
    void takeVersion(UUID memberId, long expected) {
        int taken = jdbc.sql("""
                update people.member set version = version + 1, changed_at = :now
                 where id = :id and version = :expected
                """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", memberId)
                .param("expected", expected)
                .update();
        if (taken == 0) {
            throw Refused.stale();
        }
    }

    void note(UUID memberId, String by, List<Change> changes) {
        jdbc.sql("""
                insert into people.member_change (member_id, changed_at, changed_by, field, old_value, new_value)
                select :member, :now, :by, field, old_value, new_value
                  from unnest(:fields::text[], :before::text[], :after::text[]) as c (field, old_value, new_value)
                """)
                .param("member", memberId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("fields", changes.stream().map(Change::field).toArray(String[]::new))
                .param("before", changes.stream().map(Change::from).toArray(String[]::new))
                .param("after", changes.stream().map(Change::to).toArray(String[]::new))
                .update();
        cache.forgetAfterCommit(List.of(memberId));
        events.publishEvent(new MembersChanged(List.of(memberId)));
    }
}
