package org.ltet.portal.identity;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ltet.portal.identity.spi.Standing;
import org.ltet.portal.identity.spi.StandingDirectory;
import org.ltet.portal.operations.Settings;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Makes the list of roles that stand out and of all programs, once in each quarter (ACC-10). */
@Component
public class PrepareReview {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final JsonMapper json;
    private final StandingDirectory standings;
    private final ProgramRows programs;
    private final Settings settings;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    PrepareReview(
            JdbcClient jdbc,
            JdbcTemplate batches,
            JsonMapper json,
            StandingDirectory standings,
            ProgramRows programs,
            Settings settings,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
        this.standings = standings;
        this.programs = programs;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    /** The quarter of a day, as "2026-Q4". */
    static String quarter(LocalDate day) {
        return day.getYear() + "-Q" + day.get(IsoFields.QUARTER_OF_YEAR);
    }

    /** The review of this quarter; empty when there is one already. */
    @Transactional
    public Optional<UUID> prepare() {
        LocalDate today = IndiaTime.dateOf(clock.instant());
        UUID id = Ids.next();
        int made = jdbc.sql("""
                        insert into identity.access_review (id, quarter, prepared_at, due_on) values (?, ?, ?, ?)
                        on conflict (quarter) do nothing
                        """)
                .params(
                        id,
                        quarter(today),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        today.plusDays(settings.count(AccessSettings.DUE)))
                .update();
        if (made == 0) {
            return Optional.empty();
        }
        ReviewRules.Limits limits = new ReviewRules.Limits(
                settings.count(AccessSettings.DORMANT),
                settings.count(AccessSettings.MOST_ROLES),
                settings.count(AccessSettings.UNCHANGED));
        List<Object[]> items = new ArrayList<>();
        for (ReviewRules.Subject subject : subjects()) {
            List<Finding> findings = ReviewRules.of(subject, limits, today);
            if (!findings.isEmpty()) {
                items.add(new Object[] {
                    Ids.next(),
                    id,
                    subject.accountId(),
                    subject.employeeNumber(),
                    subject.displayName(),
                    subject.held().role().name(),
                    codes(subject.held().scope()),
                    json.writeValueAsString(findings)
                });
            }
        }
        batches.batchUpdate("""
                        insert into identity.access_review_item
                            (id, review_id, account_id, employee_number, display_name, role, scope, findings)
                        values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                        """, items);
        int found = programs.prepare(id, limits.dormantDays(), today);
        events.publishEvent(Audited.of("accessReview.prepared", "accessReview", id)
                .changed("quarter", null, quarter(today))
                .changed("items", null, items.size())
                .changed("programs", null, found));
        return Optional.of(id);
    }

    private static String codes(Scope scope) {
        return Stream.of(scope.ics(), scope.regions(), scope.schemes())
                .map(TreeSet::new)
                .flatMap(Set::stream)
                .collect(Collectors.joining(", "));
    }

    private record Row(
            UUID accountId,
            String number,
            String name,
            boolean locked,
            Instant openedAt,
            Optional<Instant> lastSignIn,
            Optional<Instant> lastKept,
            RoleHeld held) {}

    /** Every staff role; the trust's staff are some hundred people. */
    private List<ReviewRules.Subject> subjects() {
        List<Row> rows = jdbc.sql("""
                        select a.id, a.employee_number, a.display_name, a.status, a.opened_at, a.last_sign_in_at,
                            k.last_kept, r.role, r.ics, r.regions, r.schemes, r.until, r.granted_at, r.changed_at,
                            r.granted_by, null as granted_by_name, r.reason, r.exception_reason
                        from identity.role_assignment r join identity.account a on a.id = r.account_id
                        left join lateral (
                            select max(i.decided_at) as last_kept from identity.access_review_item i
                            where i.account_id = r.account_id and i.role = r.role and i.decision = 'KEEP') k on true
                        where r.role <> 'MEMBER' order by a.display_name, a.employee_number, r.role
                        """).query((row, index) -> row(row)).list();
        Map<UUID, List<Role>> roles = rows.stream()
                .collect(Collectors.groupingBy(
                        Row::accountId, Collectors.mapping(row -> row.held().role(), Collectors.toList())));
        Map<String, Standing> standing =
                standings.of(rows.stream().map(Row::number).collect(Collectors.toSet()));
        return rows.stream()
                .map(row -> new ReviewRules.Subject(
                        row.accountId(),
                        row.number(),
                        row.name(),
                        row.held(),
                        roles.getOrDefault(row.accountId(), List.of()).stream()
                                .filter(role -> role != row.held().role())
                                .toList(),
                        row.locked(),
                        row.openedAt(),
                        row.lastSignIn().orElse(null),
                        row.lastKept().orElse(null),
                        standing.get(row.number())))
                .toList();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("employee_number"),
                row.getString("display_name"),
                !row.getString("status").equals("ACTIVE"),
                row.getTimestamp("opened_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("last_sign_in_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("last_kept")).map(Timestamp::toInstant),
                RoleRows.held(row));
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {

        /** Every night, so that a night on which the portal stood still costs a day and not a quarter. */
        @Bean
        Task<Void> prepareAccessReview(PrepareReview prepare, CurrentUser currentUser) {
            return Tasks.recurring("identity-access-review", Schedules.daily(IndiaTime.ZONE, LocalTime.of(3, 10)))
                    .execute((instance, context) ->
                            currentUser.runAs(User.system("access-review"), () -> prepare.prepare()));
        }
    }
}
