package org.ltet.portal.identity;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The roles that accounts hold, as rows. */
@Component
class RoleRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    RoleRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<RoleHeld> of(UUID accountId) {
        return jdbc.sql("""
                        select r.role, r.ics, r.regions, r.schemes, r.until, r.granted_at, r.changed_at, r.granted_by,
                            g.display_name as granted_by_name, r.reason, r.exception_reason
                        from identity.role_assignment r left join identity.account g on g.id = r.granted_by
                        where r.account_id = ? order by r.role
                        """).param(accountId).query((row, index) -> held(row)).list();
    }

    static RoleHeld held(ResultSet row) throws SQLException {
        return new RoleHeld(
                Role.valueOf(row.getString("role")),
                scope(row),
                row.getObject("until", java.time.LocalDate.class),
                row.getTimestamp("granted_at").toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                row.getObject("granted_by", UUID.class),
                row.getString("granted_by_name"),
                row.getString("reason"),
                row.getString("exception_reason"));
    }

    static Scope scope(ResultSet row) throws SQLException {
        return new Scope(set(row, "ics"), set(row, "regions"), set(row, "schemes"));
    }

    private static Set<String> set(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return Set.of((String[]) array.getArray());
    }

    /** @param by null for the portal itself */
    void put(UUID accountId, RoleGrant grant, @Nullable UUID by) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        insert into identity.role_assignment as r (account_id, role, ics, regions, schemes, until,
                            granted_by, reason, exception_reason, granted_at, changed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (account_id, role) do update set ics = excluded.ics, regions = excluded.regions,
                            schemes = excluded.schemes, until = excluded.until, granted_by = excluded.granted_by,
                            reason = excluded.reason, exception_reason = excluded.exception_reason,
                            changed_at = excluded.changed_at
                        """)
                .param(accountId)
                .param(grant.role().name())
                .param(sorted(grant.scope().ics()))
                .param(sorted(grant.scope().regions()))
                .param(sorted(grant.scope().schemes()))
                .param(grant.until())
                .param(by)
                .param(grant.reason())
                .param(grant.exceptionReason())
                .param(now)
                .param(now)
                .update();
    }

    private static String[] sorted(Set<String> codes) {
        return codes.stream().sorted().toArray(String[]::new);
    }

    void remove(UUID accountId, Role role) {
        jdbc.sql("delete from identity.role_assignment where account_id = ? and role = ?")
                .params(accountId, role.name())
                .update();
    }

    /**
     * Whether a system admin would remain without this one. Of two who ask at once for different ones, the second waits
     * for the first to commit.
     */
    boolean anotherSystemAdminThan(UUID accountId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('identity.system_admins', 0))")
                .query((row, index) -> true)
                .single();
        return jdbc.sql("""
                        select exists (
                            select from identity.role_assignment r join identity.account a on a.id = r.account_id
                            where r.role = 'SYSTEM_ADMIN' and r.until is null and a.status = 'ACTIVE' and a.id <> ?)
                        """).param(accountId).query(Boolean.class).single();
    }
}
