package org.ltet.portal.people;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * PANs and bank accounts that two members gave, for accounts staff to look into (PRO-2). They are found by their blind
 * indexes at the moment they are given, and once a night among all, for two that were given at the same moment.
 */
@Component
public class SharedNumbers {

    public enum Kind {
        PAN,
        BANK_ACCOUNT
    }

    /** How a case ended. */
    public enum Outcome {
        /** A joint account of one household. */
        FAMILY,
        /** One of the two corrected their entry. */
        CORRECTED,
        /** It goes to the trust's vigilance. */
        REFERRED;

        public static Optional<Outcome> read(String name) {
            return Stream.of(values())
                    .filter(outcome -> outcome.name().equals(name))
                    .findFirst();
        }
    }

    public static final int LONGEST_NOTE = 1000;

    private static final String COLUMNS = """
            select s.id, s.kind, s.found_at, s.version, s.settled_at, s.settled_by, s.outcome, s.note, s.number_id,
                   m.id as member_id, m.employee_number, m.name, m.ic, m.ic_name,
                   o.id as other_id, o.employee_number as other_number, o.name as other_name, o.ic as other_ic,
                   o.ic_name as other_ic_name, b.last_four, i.number_cipher,
                   exists (select 1 from people.dependent d
                            where d.member_id = m.id and d.birth_date = o.birth_date and d.name_key = lower(o.name)
                               or d.member_id = o.id and d.birth_date = m.birth_date and d.name_key = lower(m.name))
                       as related
              from people.shared_number s
              join people.member m on m.id = s.member_id
              join people.member o on o.id = s.other_member_id
              left join people.bank_account b on s.kind = 'BANK_ACCOUNT' and b.id = s.number_id
              left join people.identity_number i on s.kind = 'PAN' and i.id = s.number_id
             where (m.ic = any(:ics) or o.ic = any(:ics) or cardinality(:ics::text[]) = 0)
               and (m.region = any(:regions) or o.region = any(:regions) or cardinality(:regions::text[]) = 0)
            """;

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SharedNumbers(JdbcClient jdbc, FieldCipher cipher, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.events = events;
        this.clock = clock;
    }

    /** Those that nobody settled yet, the oldest first, for members of the companies that this person looks after. */
    public List<SharedNumber> open(User staff, @Nullable UUID after, int most) {
        Scope scope = scope(staff);
        return in(scope, jdbc.sql(COLUMNS + """
                   and s.settled_at is null and (:after::uuid is null or s.id > :after)
                 order by s.id limit :most
                """))
                .param("after", after)
                .param("most", most)
                .query(this::view)
                .list();
    }

    /** @throws Refused not found, also when it concerns other companies */
    public SharedNumber find(UUID id, User staff) {
        return in(scope(staff), jdbc.sql(COLUMNS + " and s.id = :id"))
                .param("id", id)
                .query(this::view)
                .optional()
                .orElseThrow(() -> Refused.notFound("sharedNumber"));
    }

    /**
     * @throws Refused not found; conflict where the person is one of the two; stale where somebody was quicker
     */
    @Transactional
    public void settle(UUID id, Outcome outcome, String note, int expectedVersion, User staff) {
        SharedNumber shared = find(id, staff);
        if (Stream.of(shared.member(), shared.other())
                .anyMatch(who -> who.employeeNumber().equals(staff.employeeNumber()))) {
            throw Refused.forbidden("people.ownCase");
        }
        if (note.isBlank() || note.length() > LONGEST_NOTE) {
            throw Refused.invalidField("note", note.isBlank() ? "people.required" : "people.long", LONGEST_NOTE);
        }
        int settled = jdbc.sql("""
                        update people.shared_number
                           set settled_at = :now, settled_by = :by, outcome = :outcome, note = :note,
                               version = version + 1
                         where id = :id and version = :version and settled_at is null
                        """)
                .param("now", now())
                .param("by", staff.employeeNumber())
                .param("outcome", outcome.name())
                .param("note", note)
                .param("id", id)
                .param("version", expectedVersion)
                .update();
        if (settled == 0) {
            throw Refused.stale();
        }
        events.publishEvent(Audited.of("sharedNumber.settled", "sharedNumber", id)
                .changed("outcome", null, outcome)
                .because(note));
    }

    /** Notes each other member who gave one of these numbers too. */
    void compare(Kind kind, Collection<UUID> numberIds) {
        jdbc.sql("""
                insert into people.shared_number
                       (kind, member_id, other_member_id, number_id, other_number_id, found_at)
                select :kind, n.member_id, o.member_id, n.id, o.id, :now
                  from %1$s n join %1$s o on o.number_index && n.number_index and o.member_id <> n.member_id %2$s
                 where n.id = any(:ids)
                    on conflict do nothing
                """.formatted(
                                kind == Kind.PAN ? "people.identity_number" : "people.bank_account",
                                kind == Kind.PAN ? "" : "and o.active"))
                .param("kind", kind.name())
                .param("now", now())
                .param("ids", numberIds.toArray(UUID[]::new))
                .update();
    }

    /** The number is there no more: what it shared is settled by that. */
    void gone(UUID numberId) {
        jdbc.sql("""
                update people.shared_number
                   set settled_at = :now, settled_by = 'system:people', outcome = 'CORRECTED',
                       note = 'The number was taken back.', version = version + 1
                 where (number_id = :number or other_number_id = :number) and settled_at is null
                """).param("now", now()).param("number", numberId).update();
    }

    /** Among all: pairs of the same member are left out, and in a large group everybody is paired with the first. */
    @Transactional
    void compareAll() {
        for (Kind kind : Kind.values()) {
            jdbc.sql("""
                    with shared as (
                        select i.value, min(n.id::text)::uuid as first
                          from %1$s n, unnest(n.number_index) as i (value)
                         where %2$s group by i.value having count(distinct n.member_id) > 1)
                    insert into people.shared_number
                           (kind, member_id, other_member_id, number_id, other_number_id, found_at)
                    select distinct :kind, n.member_id, f.member_id, n.id, f.id, :now::timestamptz
                      from shared s join %1$s f on f.id = s.first
                      join %1$s n on n.number_index && array[s.value] and n.member_id <> f.member_id and %2$s
                        on conflict do nothing
                    """.formatted(
                                    kind == Kind.PAN ? "people.identity_number" : "people.bank_account",
                                    kind == Kind.PAN ? "n.kind = 'PAN'" : "n.active"))
                    .param("kind", kind.name())
                    .param("now", now())
                    .update();
        }
    }

    private static JdbcClient.StatementSpec in(Scope scope, JdbcClient.StatementSpec query) {
        return query.param("ics", scope.ics().toArray(String[]::new))
                .param("regions", scope.regions().toArray(String[]::new));
    }

    private static Scope scope(User staff) {
        return Stream.of(Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER)
                .flatMap(role -> staff.scopeOf(role).stream())
                .reduce(SharedNumbers::wider)
                .orElseThrow(() -> Refused.notFound("sharedNumber"));
    }

    private static Scope wider(Scope one, Scope other) {
        return one.ics().isEmpty() && one.regions().isEmpty() ? one : other;
    }

    private SharedNumber view(ResultSet row, int index) throws SQLException {
        OffsetDateTime settledAt = row.getObject("settled_at", OffsetDateTime.class);
        return new SharedNumber(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                new SharedNumber.Who(
                        row.getObject("member_id", UUID.class),
                        row.getString("employee_number"),
                        row.getString("name"),
                        row.getString("ic"),
                        row.getString("ic_name")),
                new SharedNumber.Who(
                        row.getObject("other_id", UUID.class),
                        row.getString("other_number"),
                        row.getString("other_name"),
                        row.getString("other_ic"),
                        row.getString("other_ic_name")),
                masked(row),
                row.getBoolean("related"),
                row.getObject("found_at", OffsetDateTime.class).toInstant(),
                row.getInt("version"),
                settledAt == null
                        ? null
                        : new SharedNumber.Settled(
                                settledAt.toInstant(),
                                row.getString("settled_by"),
                                Outcome.valueOf(row.getString("outcome")),
                                row.getString("note")));
    }

    private String masked(ResultSet row) throws SQLException {
        String lastFour = row.getString("last_four");
        byte[] sealed = row.getBytes("number_cipher");
        if (lastFour != null) {
            return "••••••••" + lastFour;
        }
        return sealed == null
                ? ""
                : IdentityNumber.PAN.masked(cipher.decrypt(
                        sealed, SealedPeople.IDENTITY_NUMBER.at(row.getObject("number_id", UUID.class))));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    @Bean
    RecurringTask<Void> compareAllNumbers() {
        return Tasks.recurring("people-shared-numbers", Schedules.daily(IndiaTime.ZONE, LocalTime.of(4, 10)))
                .execute((instance, context) -> compareAll());
    }
}
