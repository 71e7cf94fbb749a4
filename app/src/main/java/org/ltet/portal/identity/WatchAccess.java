package org.ltet.portal.identity;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.ltet.portal.operations.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks every few minutes through what happened since shortly before the last look, and flags what is unusual (ACC-7).
 * It blocks nobody, and the same is flagged once however often it is seen.
 */
@Component
class WatchAccess {

    private static final Duration LOOKED_BACK = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int MOST_ROWS = 50_000;

    private final JdbcClient jdbc;
    private final AccessFlags flags;
    private final Settings settings;
    private final Clock clock;

    WatchAccess(JdbcClient jdbc, AccessFlags flags, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.flags = flags;
        this.settings = settings;
        this.clock = clock;
    }

    int look() {
        Instant now = clock.instant();
        OffsetDateTime hourAgo = now.minus(LOOKED_BACK).atOffset(ZoneOffset.UTC);
        OffsetDateTime dayAgo = now.minus(DAY).atOffset(ZoneOffset.UTC);
        FlagRules.Limits limits = new FlagRules.Limits(
                settings.duration(AccessSettings.TOGETHER),
                settings.count(AccessSettings.RESETS),
                settings.count(AccessSettings.SPRAYING),
                settings.count(AccessSettings.EARLIEST),
                settings.count(AccessSettings.LATEST),
                settings.count(AccessSettings.UNMASKED),
                settings.count(AccessSettings.EXPORTS));
        List<FlagRules.WithPast> signIns = signIns(hourAgo);
        List<FlagRules.SignedIn> plain =
                signIns.stream().map(FlagRules.WithPast::signIn).toList();
        int raised = flags.raise(Stream.of(
                        FlagRules.farApart(plain, limits),
                        FlagRules.newDevice(signIns),
                        FlagRules.unusualHour(plain, limits),
                        FlagRules.spraying(failures(hourAgo), limits),
                        FlagRules.manyResets(codes(dayAgo), limits),
                        FlagRules.manyUnmasked(uses("UNMASKED", dayAgo), limits),
                        FlagRules.manyExports(uses("EXPORTED", dayAgo), limits))
                .flatMap(List::stream)
                .toList());
        jdbc.sql("delete from identity.watched_use where at < ?")
                .param(now.minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
        return raised;
    }

    private List<FlagRules.WithPast> signIns(OffsetDateTime since) {
        return jdbc.sql("""
                        select s.id, s.account_id, s.at, s.address, s.device, t.staff,
                            case when t.staff then array(select distinct p.device from identity.sign_in p
                                where p.account_id = s.account_id and p.outcome = 'SIGNED_IN' and p.at < s.at)
                            else '{}' end as devices
                        from identity.sign_in s cross join lateral (
                            select exists (select from identity.role_assignment r
                                where r.account_id = s.account_id and r.role <> 'MEMBER') as staff) t
                        where s.at >= ? and s.outcome = 'SIGNED_IN' order by s.at desc limit ?
                        """)
                .params(since, MOST_ROWS)
                .query((row, index) -> new FlagRules.WithPast(
                        new FlagRules.SignedIn(
                                row.getObject("id", UUID.class),
                                row.getObject("account_id", UUID.class),
                                row.getTimestamp("at").toInstant(),
                                row.getString("address"),
                                row.getString("device"),
                                row.getBoolean("staff")),
                        Set.of((String[]) row.getArray("devices").getArray())))
                .list();
    }

    private List<FlagRules.Failed> failures(OffsetDateTime since) {
        return jdbc.sql("""
                        select account_id, max(at) as at, address from identity.sign_in
                        where at >= ? and outcome = 'WRONG_PASSWORD' group by account_id, address limit ?
                        """)
                .params(since, MOST_ROWS)
                .query((row, index) -> new FlagRules.Failed(
                        row.getObject("account_id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        row.getString("address")))
                .list();
    }

    private List<FlagRules.Counted> codes(OffsetDateTime since) {
        return jdbc.sql("""
                        select a.id, (c.requested_at at time zone 'Asia/Kolkata')::date as day, count(*) as times
                        from identity.code_request c join identity.account a on a.employee_number = c.employee_number
                        where c.requested_at >= ? group by a.id, day limit ?
                        """)
                .params(since, MOST_ROWS)
                .query(WatchAccess::counted)
                .list();
    }

    private List<FlagRules.Counted> uses(String kind, OffsetDateTime since) {
        return jdbc.sql("""
                        select account_id as id, (at at time zone 'Asia/Kolkata')::date as day, count(*) as times
                        from identity.watched_use where at >= ? and kind = ? group by account_id, day limit ?
                        """)
                .params(since, kind, MOST_ROWS)
                .query(WatchAccess::counted)
                .list();
    }

    private static FlagRules.Counted counted(ResultSet row, int index) throws SQLException {
        return new FlagRules.Counted(
                row.getObject("id", UUID.class), row.getObject("day", LocalDate.class), row.getLong("times"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        Task<Void> watchAccessTask(WatchAccess watch, CurrentUser currentUser) {
            return Tasks.recurring("identity-watch", Schedules.fixedDelay(Duration.ofMinutes(5)))
                    .execute((instance, context) -> currentUser.runAs(User.system("access-watch"), () -> {
                        watch.look();
                    }));
        }
    }
}
