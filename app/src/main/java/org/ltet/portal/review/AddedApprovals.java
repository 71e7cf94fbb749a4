package org.ltet.portal.review;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.applications.spi.AddedApprovers;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.AddedApproval.Answer;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The table of approvals asked beside the levels. */
@Component
@Transactional(readOnly = true)
public class AddedApprovals implements AddedApprovers {

    /** By whom what nobody answered any more was taken back. */
    static final String PORTAL = "portal";

    static final String COLUMNS = """
            a.answer, a.payable, a.id, a.application_id, a.level, a.asked_by, a.asked_by_name, a.person,
                a.person_name, a.reason, a.asked_at, a.due_at, a.comment, a.answered_at, a.answered_by,
                a.answered_by_name
            """;

    private static final String SELECT = "select " + COLUMNS + "from review.added_approval a ";

    private static final int MOST = 100;

    /** How long whoever was asked may look at the application afterwards. */
    private static final Duration LOOK = Duration.ofDays(30);

    /** One that waits, with the number of its application. */
    public record Waiting(AddedApproval approval, String number) {}

    private final JdbcClient jdbc;
    private final Delegations delegations;
    private final Clock clock;

    AddedApprovals(JdbcClient jdbc, Delegations delegations, Clock clock) {
        this.jdbc = jdbc;
        this.delegations = delegations;
        this.clock = clock;
    }

    /** Also what was asked of a colleague on leave, by whoever stands in. */
    @Override
    public Set<UUID> askedOf(User user) {
        return new HashSet<>(jdbc.sql("""
                select application_id from review.added_approval where person = any(:people) and answer is null
                union
                select application_id from review.added_approval
                where (person = :me or answered_by = :me) and answered_at > :since
                """)
                .param("people", people(user))
                .param("me", user.employeeNumber())
                .param("since", TaskRows.timestamp(clock.instant().minus(LOOK)))
                .query(UUID.class)
                .list());
    }

    /** Those that wait within a scope, the most urgent first. */
    public List<Waiting> waiting(Scope scope) {
        return jdbc.sql("select " + COLUMNS + """
                , t.number from review.added_approval a join review.task t using (application_id)
                where a.answer is null
                  and (cardinality(:ics::text[]) = 0 or t.ic = any(:ics::text[]))
                  and (cardinality(:regions::text[]) = 0 or t.region = any(:regions::text[]))
                  and (cardinality(:schemes::text[]) = 0 or t.scheme_code = any(:schemes::text[]))
                order by a.due_at, a.id limit :most
                """)
                .param("ics", scope.ics().toArray(String[]::new))
                .param("regions", scope.regions().toArray(String[]::new))
                .param("schemes", scope.schemes().toArray(String[]::new))
                .param("most", MOST)
                .query((row, index) -> new Waiting(approval(row, index), row.getString("number")))
                .list();
    }

    /** Of one application, the latest last. */
    List<AddedApproval> of(UUID applicationId) {
        return jdbc.sql(SELECT + "where a.application_id = :id order by a.seq limit :most")
                .param("id", applicationId)
                .param("most", MOST)
                .query(AddedApprovals::approval)
                .list();
    }

    Optional<AddedApproval> open(UUID applicationId) {
        return jdbc.sql(SELECT + "where a.application_id = :id and a.answer is null")
                .param("id", applicationId)
                .query(AddedApprovals::approval)
                .optional();
    }

    /** The user is asked, or stands in today for whoever is. */
    boolean answers(AddedApproval asked, User user) {
        return List.of(people(user)).contains(asked.person());
    }

    private String[] people(User user) {
        return Stream.concat(
                        Stream.of(user.employeeNumber()),
                        delegations.desks(user).stream()
                                .map(desk -> desk.authority().employeeNumber()))
                .distinct()
                .toArray(String[]::new);
    }

    /** False when the application moved meanwhile, or waits for somebody already. */
    boolean insert(AddedApproval asked) {
        boolean waits = jdbc.sql("""
                update review.task set waits_for = :person, version = version + 1
                where application_id = :id and state = 'UNDER_REVIEW' and level = :level and waits_for is null
                """)
                        .param("person", asked.person())
                        .param("id", asked.applicationId())
                        .param("level", asked.level().name())
                        .update()
                == 1;
        if (!waits) {
            return false;
        }
        jdbc.sql("""
                insert into review.added_approval (id, application_id, level, asked_by, asked_by_name, person, person_name,
                    reason, asked_at, due_at)
                values (:id, :application, :level, :askedBy, :askedByName, :person, :personName, :reason, :at, :due)
                """)
                .param("id", asked.id())
                .param("application", asked.applicationId())
                .param("level", asked.level().name())
                .param("askedBy", asked.askedBy())
                .param("askedByName", asked.askedByName())
                .param("person", asked.person())
                .param("personName", asked.personName())
                .param("reason", asked.reason())
                .param("at", TaskRows.timestamp(asked.askedAt()))
                .param("due", TaskRows.timestamp(asked.dueAt()))
                .update();
        return true;
    }

    /**
     * A refusal stands until somebody added approves; a question taken back leaves it as it was.
     *
     * @param payable what is approved; none with other answers
     * @return false when it was answered meanwhile
     */
    boolean answer(
            AddedApproval open,
            Answer answer,
            @Nullable String comment,
            @Nullable Money payable,
            String by,
            String byName) {
        boolean answered = jdbc.sql("""
                update review.added_approval set answer = :answer, comment = :comment, answered_at = :at,
                    answered_by = :by, answered_by_name = :byName, payable = :payable
                where id = :id and answer is null
                """)
                        .param("answer", answer.name())
                        .param("comment", comment)
                        .param("at", TaskRows.timestamp(clock.instant()))
                        .param("by", by)
                        .param("byName", byName)
                        .param("payable", payable == null ? null : payable.amount())
                        .param("id", open.id())
                        .update()
                == 1;
        if (!answered) {
            return false;
        }
        if (answer == Answer.TAKEN_BACK) {
            jdbc.sql("update review.task set waits_for = null, version = version + 1 where application_id = :id")
                    .param("id", open.applicationId())
                    .update();
            return true;
        }
        jdbc.sql("""
                update review.task set waits_for = null, declined_by = :declined, version = version + 1,
                    acted = acted || array(select entry from unnest(:acted::text[]) as entry where entry <> all(acted))
                where application_id = :id
                """)
                .param("declined", answer == Answer.DECLINED ? open.person() : null)
                .param(
                        "acted",
                        Stream.of(open.person(), by)
                                .distinct()
                                .map(person -> "ADDED_APPROVER:" + person)
                                .toArray(String[]::new))
                .param("id", open.applicationId())
                .update();
        return true;
    }

    /**
     * Asked inside the transaction of a decision, when the task's row can be locked: whoever asks in the same instant
     * comes before or after it.
     *
     * @throws Refused conflict "review.waitsForApprover"
     */
    void requireNone(UUID applicationId) {
        standing(applicationId, false).ifPresent(AddedApprovals::refuseOpen);
    }

    /**
     * Likewise when it goes on from its level or is granted: the latest approval is one of what was payable when it was
     * given, and of no more.
     *
     * @throws Refused conflict "review.waitsForApprover", "review.approverDeclined", "review.approverAskAgain"
     */
    void requireApproved(UUID applicationId, Money goingOn) {
        AddedApproval standing = standing(applicationId, true).orElse(null);
        if (standing == null) {
            return;
        }
        refuseOpen(standing);
        if (standing.answer() == Answer.DECLINED) {
            throw Refused.conflict("review.approverDeclined", standing.personName());
        }
        if (!standing.covers(goingOn)) {
            throw Refused.conflict("review.approverAskAgain", standing.personName(), goingOn);
        }
    }

    private static void refuseOpen(AddedApproval standing) {
        if (standing.open()) {
            throw Refused.conflict("review.waitsForApprover", standing.personName());
        }
    }

    /** The open question, else the latest that was answered; the task stays locked. */
    private Optional<AddedApproval> standing(UUID applicationId, boolean answered) {
        return jdbc.sql("select " + COLUMNS + """
                from review.task t join review.added_approval a using (application_id)
                where t.application_id = :id
                  and (a.answer is null or (:answered and a.answer in ('APPROVED', 'DECLINED')))
                order by a.answer is not null, a.seq desc limit 1 for update of t
                """)
                .param("id", applicationId)
                .param("answered", answered)
                .query(AddedApprovals::approval)
                .optional();
    }

    /** The member withdrew the application. */
    @Transactional
    void ended(UUID applicationId) {
        open(applicationId)
                .ifPresent(open -> answer(open, Answer.TAKEN_BACK, "The application ended.", null, PORTAL, PORTAL));
    }

    static AddedApproval approval(ResultSet row, int index) throws SQLException {
        String answer = row.getString("answer");
        BigDecimal payable = row.getBigDecimal("payable");
        return new AddedApproval(
                row.getObject("id", UUID.class),
                row.getObject("application_id", UUID.class),
                ReviewLevel.valueOf(row.getString("level")),
                row.getString("asked_by"),
                row.getString("asked_by_name"),
                row.getString("person"),
                row.getString("person_name"),
                row.getString("reason"),
                TaskRows.required(row, "asked_at"),
                TaskRows.required(row, "due_at"),
                answer == null ? null : Answer.valueOf(answer),
                row.getString("comment"),
                TaskRows.instant(row, "answered_at"),
                row.getString("answered_by"),
                row.getString("answered_by_name"),
                payable == null ? null : Money.of(payable));
    }
}
