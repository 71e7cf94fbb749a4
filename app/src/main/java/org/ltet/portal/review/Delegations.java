package org.ltet.portal.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.applications.spi.StandIns;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who stands in for whom today. What a delegation gives is asked for anew each time: it counts by the day in India, and
 * only as far as the colleague on leave holds the role at that moment.
 */
@Component
@Transactional(readOnly = true)
public class Delegations implements StandIns {

    /** Of how many the page of delegations tells. */
    public static final int SHOWN = 50;

    static final String SELECT = """
            select d.id, d.delegator, d.delegator_name, d.delegate, d.delegate_name, d.level, d.from_day,
                d.until_day, d.reason, d.made_at, d.ended_at, d.ended_by
            from review.delegation d
            """;

    private static final String RUNNING = " and d.ended_at is null and d.from_day <= :today and d.until_day >= :today";

    private record Held(ReviewLevel level, String absent) {}

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Clock clock;

    Delegations(JdbcClient jdbc, Accounts accounts, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Those of this person, away or standing in, the latest first. */
    public List<Delegation> of(User user) {
        return jdbc.sql(SELECT + """
                where d.delegator = :me or d.delegate = :me
                order by d.until_day desc, d.id desc limit :most
                """)
                .param("me", user.employeeNumber())
                .param("most", SHOWN)
                .query(Delegations::delegation)
                .list();
    }

    /** @throws Refused not found, also for everybody but the two */
    public Delegation get(UUID id, User user) {
        return jdbc.sql(SELECT + "where d.id = :id")
                .param("id", id)
                .query(Delegations::delegation)
                .optional()
                .filter(delegation -> delegation.concerns(user.employeeNumber()))
                .orElseThrow(() -> Refused.notFound("delegation"));
    }

    /** The desks of colleagues on leave at which the user works today. */
    public List<Desk> desks(User user) {
        return running("d.delegate = :person", user.employeeNumber()).stream()
                .flatMap(delegation -> desk(user, delegation).stream())
                .toList();
    }

    /**
     * @param level null for the first at which the user stands in for this colleague
     * @param absent employee number of the colleague on leave
     * @throws Refused conflict "review.delegationOver"
     */
    public Desk desk(User user, @Nullable ReviewLevel level, String absent) {
        return desks(user).stream()
                .filter(desk -> (level == null || desk.level() == level) && absent.equals(desk.heldFor()))
                .findFirst()
                .orElseThrow(() -> Refused.conflict("review.delegationOver"));
    }

    @Override
    public List<Place> places(User user) {
        return desks(user).stream()
                .flatMap(desk -> desk.authority().scopeOf(ReviewLevels.role(desk.level())).stream()
                        .map(scope -> new Place(ReviewLevels.role(desk.level()), scope)))
                .toList();
    }

    @Override
    public Optional<User> absent(UUID applicationId, User user) {
        return jdbc.sql("""
                select level, held_for from review.task
                where application_id = :id and assigned_to = :me and held_for is not null
                """)
                .param("id", applicationId)
                .param("me", user.employeeNumber())
                .query((row, _) -> new Held(ReviewLevel.valueOf(row.getString("level")), row.getString("held_for")))
                .optional()
                .map(held -> desk(user, held.level(), held.absent()).authority());
    }

    /** Who stands in today for each of those who are away at this level. */
    Map<String, String> delegates(ReviewLevel level) {
        Map<String, String> delegates = new HashMap<>();
        running("d.level = :person", level.name())
                .forEach(delegation -> delegates.put(delegation.delegator(), delegation.delegate()));
        return delegates;
    }

    /** Who stands in today for this person, at whatever level. */
    List<String> standInsOf(String delegator) {
        return running("d.delegator = :person", delegator).stream()
                .map(Delegation::delegate)
                .distinct()
                .toList();
    }

    /** Whether the one stands in for the other today. */
    boolean runs(String delegate, String delegator, ReviewLevel level) {
        return running("d.delegate = :person", delegate).stream()
                .anyMatch(delegation ->
                        delegation.level() == level && delegation.delegator().equals(delegator));
    }

    private List<Delegation> running(String whose, String person) {
        return jdbc.sql(SELECT + "where " + whose + RUNNING + " order by d.until_day, d.id")
                .param("person", person)
                .param("today", today())
                .query(Delegations::delegation)
                .list();
    }

    private Optional<Desk> desk(User user, Delegation delegation) {
        return accounts.user(delegation.delegator())
                .filter(absent -> absent.has(ReviewLevels.role(delegation.level())))
                .filter(_ -> DelegateWork.suits(user, delegation.level()))
                .map(absent -> new Desk(user, delegation.level(), absent, delegation.until()));
    }

    LocalDate today() {
        return IndiaTime.today(clock);
    }

    static Delegation delegation(ResultSet row, int index) throws SQLException {
        return new Delegation(
                row.getObject("id", UUID.class),
                row.getString("delegator"),
                row.getString("delegator_name"),
                row.getString("delegate"),
                row.getString("delegate_name"),
                ReviewLevel.valueOf(row.getString("level")),
                row.getObject("from_day", LocalDate.class),
                row.getObject("until_day", LocalDate.class),
                row.getString("reason"),
                TaskRows.required(row, "made_at"),
                TaskRows.instant(row, "ended_at"),
                row.getString("ended_by"));
    }
}
