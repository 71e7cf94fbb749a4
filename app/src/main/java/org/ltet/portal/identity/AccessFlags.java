package org.ltet.portal.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The work list of unusual use: open, looked at with a note, closed (ACC-7). */
@Component
@Transactional
public class AccessFlags {

    private static final String SELECT = """
            select f.id, f.rule, f.found, f.raised_at, f.state, f.note, f.handled_at, f.handled_name,
                a.employee_number, a.display_name
            from identity.access_flag f left join identity.account a on a.id = f.account_id
            """;

    private static final Duration TOLD_FOR = Duration.ofDays(14);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    AccessFlags(JdbcClient jdbc, JsonMapper json, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.events = events;
    }

    /** The newest first; {@code before} is the last already seen. */
    @Transactional(readOnly = true)
    public List<AccessFlag> page(AccessFlag.State state, @Nullable UUID before, int most) {
        return jdbc.sql(SELECT + " where f.state = ? and f.id < ? order by f.id desc limit ?")
                .params(state.name(), before == null ? new UUID(-1, -1) : before, most)
                .query(this::flag)
                .list();
    }

    @Transactional(readOnly = true)
    public AccessFlag get(UUID id) {
        return jdbc.sql(SELECT + " where f.id = ?")
                .param(id)
                .query(this::flag)
                .optional()
                .orElseThrow(() -> Refused.notFound("accessFlag"));
    }

    /** The new device seen last with an account, for a while. */
    @Transactional(readOnly = true)
    public Optional<AccessFlag> newDevice(UUID accountId) {
        return jdbc.sql(SELECT
                        + " where f.account_id = ? and f.rule = 'NEW_DEVICE' and f.state <> 'CLOSED' and f.raised_at > ?"
                        + " order by f.raised_at desc limit 1")
                .params(accountId, clock.instant().minus(TOLD_FOR).atOffset(ZoneOffset.UTC))
                .query(this::flag)
                .optional();
    }

    /** Raises what was not raised before; answers how many were new. */
    int raise(List<FlagRules.Flag> flags) {
        int raised = 0;
        for (FlagRules.Flag flag : flags) {
            UUID id = Ids.next();
            int rows = jdbc.sql("""
                            insert into identity.access_flag (id, rule, subject, account_id, found, raised_at, state)
                            values (?, ?, ?, ?, ?::jsonb, ?, 'OPEN') on conflict (rule, subject) do nothing
                            """)
                    .param(id)
                    .param(flag.rule())
                    .param(flag.subject())
                    .param(flag.account())
                    .param(json.writeValueAsString(flag.found()))
                    .param(clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            if (rows == 1) {
                events.publishEvent(
                        Audited.of("accessFlag.raised", "accessFlag", id).changed("rule", null, flag.rule()));
                raised++;
            }
        }
        return raised;
    }

    /** @throws Refused flags.closed, flags.own, accounts.reasonMissing, notFound */
    public void handle(UUID id, AccessFlag.State state, String note, User by) {
        if (!by.has(Role.SYSTEM_ADMIN)) {
            throw Refused.forbidden("accounts.notAdmin");
        }
        UUID held = jdbc.sql("select id from identity.access_flag where id = ? for update")
                .param(id)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> Refused.notFound("accessFlag"));
        AccessFlag flag = get(held);
        RoleRules.require(List.of(
                () -> RoleRules.aReasonIsGiven(note),
                () -> by.employeeNumber().equals(flag.employeeNumber()) ? Refused.conflict("flags.own") : null,
                () -> flag.state() == AccessFlag.State.CLOSED ? Refused.conflict("flags.closed") : null,
                () -> state == AccessFlag.State.OPEN ? Refused.invalid("flags.closed") : null));
        jdbc.sql("""
                        update identity.access_flag set state = ?, note = ?, handled_at = ?, handled_by = ?,
                            handled_name = ? where id = ?
                        """)
                .params(
                        state.name(),
                        note,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        by.accountId(),
                        by.displayName(),
                        id)
                .update();
        events.publishEvent(Audited.of("accessFlag.handled", "accessFlag", id)
                .changed("state", flag.state(), state)
                .because(note));
    }

    private AccessFlag flag(ResultSet row, int index) throws SQLException {
        Timestamp handled = row.getTimestamp("handled_at");
        Instant raised = row.getTimestamp("raised_at").toInstant();
        return new AccessFlag(
                row.getObject("id", UUID.class),
                row.getString("rule"),
                json.readValue(row.getString("found"), new TypeReference<List<String>>() {}),
                raised,
                AccessFlag.State.valueOf(row.getString("state")),
                row.getString("employee_number"),
                row.getString("display_name"),
                row.getString("note"),
                handled == null ? null : handled.toInstant(),
                row.getString("handled_name"));
    }
}
