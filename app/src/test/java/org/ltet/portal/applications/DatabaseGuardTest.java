package org.ltet.portal.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Lifecycle.Rule;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

@PortalTest
@DisplayName("The database by itself refuses what the lifecycle of applications does not allow")
class DatabaseGuardTest {

    private static final OffsetDateTime NOW = OffsetDateTime.of(2026, 11, 23, 10, 0, 0, 0, ZoneOffset.UTC);
    private static final String APPLICANT = "77000001";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void holdsTheSameRowsAsTheTable() {
        Set<String> expected = new TreeSet<>();
        for (Rule rule : Lifecycle.table()) {
            rule.who().forEach(role -> expected.add(rule.from() + " > " + rule.to() + " by " + role));
        }
        List<String> held = jdbc.sql("select * from applications.allowed_move")
                .query((row, index) -> position(row.getString("from_state"), row.getString("from_level")) + " > "
                        + position(row.getString("to_state"), row.getString("to_level")) + " by "
                        + row.getString("acting_role"))
                .list();
        assertThat(new TreeSet<>(held)).isEqualTo(expected);
        assertThat(held).doesNotHaveDuplicates();
    }

    @Test
    void acceptsOrRefusesEveryPairOfStatesAndLevelsForEveryRoleAsTheTableSays() {
        List<String> wrong = new ArrayList<>();
        AtomicInteger tried = new AtomicInteger();
        for (Position from : LifecycleTest.positions()) {
            inTransaction(status -> {
                UUID id = draft();
                walkTo(id, from);
                for (Position to : LifecycleTest.positions()) {
                    for (ActingRole role : ActingRole.values()) {
                        boolean allowed = Lifecycle.rule(from, to)
                                .filter(rule -> rule.who().contains(role))
                                .isPresent();
                        tried.incrementAndGet();
                        if (isAccepted(status, id, from, to, role) != allowed) {
                            wrong.add(from + " > " + to + " by " + role);
                        }
                    }
                }
            });
        }
        assertThat(tried).hasValue(15 * 15 * 7);
        assertThat(wrong).isEmpty();
    }

    @Test
    void refusesAStateChangedWithoutATransition() {
        assertRefused("no_change_of_state_without_transition", id -> {
            jdbc.sql("update applications.application set state = 'DISCARDED', version = version + 1 where id = :id")
                    .param("id", id)
                    .update();
        });
    }

    @Test
    void refusesATransitionThatTheApplicationDoesNotFollow() {
        assertRefused("transition_must_be_followed", id -> {
            transition(
                    id,
                    2,
                    Position.at(ApplicationState.DRAFT),
                    Position.at(ApplicationState.DISCARDED),
                    APPLICANT,
                    ActingRole.MEMBER);
            jdbc.sql("set constraints all immediate").update();
        });
    }

    @Test
    void refusesAnApplicationWithoutItsFirstTransition() {
        assertRefused("no_change_of_state_without_transition", id -> {
            insert(Ids.next(), APPLICANT);
            jdbc.sql("set constraints all immediate").update();
        });
    }

    @Test
    void refusesToStartAnywhereElseThanAsADraft() {
        assertRefused(
                "application_starts_as_draft",
                id -> jdbc.sql("""
                insert into applications.application (id, version, state, transitions, scheme_code, scheme_version_id,
                    member_id, employee_number, member_name, ic, region, beneficiary_id, beneficiary_name, relation,
                    answers, started_at, changed_at)
                select :new, 1, 'REJECTED', 1, scheme_code, scheme_version_id, member_id, employee_number, member_name,
                    ic, region, beneficiary_id, beneficiary_name, relation, answers, started_at, changed_at
                from applications.application where id = :id
                """).param("new", Ids.next()).param("id", id).update());
    }

    @Test
    void refusesToRewriteOrRemoveWhatWasWrittenDown() {
        assertRefused(
                "transition_is_append_only",
                id -> jdbc.sql("update applications.transition set actor = 'x' where application_id = :id")
                        .param("id", id)
                        .update());
        assertRefused(
                "transition_is_append_only",
                id -> jdbc.sql("delete from applications.transition where application_id = :id")
                        .param("id", id)
                        .update());
        assertRefused(
                "application_is_never_deleted",
                id -> jdbc.sql("delete from applications.application where id = :id")
                        .param("id", id)
                        .update());
    }

    @Test
    void refusesChangedAnswersOnceSubmitted() {
        assertRefused("answers_change_only_with_the_member", id -> {
            walkTo(id, Position.at(ApplicationState.SUBMITTED));
            jdbc.sql("""
                    update applications.application set answers = '{"marks": "99"}', version = version + 1
                    where id = :id
                    """).param("id", id).update();
        });
    }

    @Test
    void refusesChangedLinesOnceSubmittedAndDeductionsWithoutHistory() {
        assertRefused("lines_change_only_with_the_member", id -> {
            UUID line = line(id);
            walkTo(id, Position.at(ApplicationState.SUBMITTED));
            jdbc.sql("update applications.line set claimed = 999999 where id = :id")
                    .param("id", line)
                    .update();
        });
        assertRefused("no_deduction_without_history", id -> {
            UUID line = line(id);
            walkTo(id, Position.underReview(ReviewLevel.SCRUTINY));
            jdbc.sql("update applications.line set deducted = 1, deductions = 1 where id = :id")
                    .param("id", line)
                    .update();
        });
        assertRefused("line_is_never_deleted", id -> {
            UUID line = line(id);
            jdbc.sql("delete from applications.line where id = :id")
                    .param("id", line)
                    .update();
        });
    }

    @Test
    void refusesAReviewerOfAnOwnApplicationAndOneWhoActsAtTwoLevels() {
        assertRefused("not_own_application", id -> {
            walkTo(id, Position.at(ApplicationState.SUBMITTED));
            actAt(id, APPLICANT, ReviewLevel.SCRUTINY);
        });
        assertRefused("level_actor_pkey", id -> {
            walkTo(id, Position.underReview(ReviewLevel.SUB_PANEL));
            actAt(id, actor(ActingRole.SCRUTINY_OFFICER), ReviewLevel.SUB_PANEL);
        });
        assertRefused("transition_application_id_actor_acting_level_fkey", id -> {
            walkTo(id, Position.underReview(ReviewLevel.SUB_PANEL));
            transition(
                    id,
                    5,
                    Position.underReview(ReviewLevel.SUB_PANEL),
                    Position.at(ApplicationState.REJECTED),
                    actor(ActingRole.SCRUTINY_OFFICER),
                    ActingRole.SUB_PANEL_MEMBER);
        });
    }

    @Test
    void refusesAccountsByWhoReviewedAndReviewByWhoWasOfAccounts() {
        assertRefused("acted_at_another_stage", id -> {
            walkTo(id, Position.at(ApplicationState.APPROVED));
            actAt(id, "77000035", ReviewLevel.SUB_PANEL);
            transition(
                    id,
                    4,
                    Position.at(ApplicationState.APPROVED),
                    Position.underReview(ReviewLevel.SCRUTINY),
                    "77000035",
                    ActingRole.ACCOUNTS_OFFICER);
        });
        assertRefused("level_actor_pkey", id -> {
            walkTo(id, Position.underReview(ReviewLevel.SCRUTINY));
            actAt(id, "77000033", Stages.Stage.ACCOUNTS_CHECKER.name());
            actAt(id, "77000033", ReviewLevel.SCRUTINY.name());
        });
    }

    @Test
    void refusesEverybodyWhoBelongsToTheApplicant() {
        assertRefused("not_a_relatives_application", id -> {
            walkTo(id, Position.at(ApplicationState.SUBMITTED));
            jdbc.sql("insert into applications.barred (application_id, employee_number, found_at) values (?, ?, ?)")
                    .params(id, "77000034", NOW)
                    .update();
            actAt(id, "77000034", ReviewLevel.SCRUTINY);
        });
        assertRefused("barred_is_append_only", id -> {
            jdbc.sql("insert into applications.barred (application_id, employee_number, found_at) values (?, ?, ?)")
                    .params(id, "77000034", NOW)
                    .update();
            jdbc.sql("delete from applications.barred where application_id = ?")
                    .param(id)
                    .update();
        });
    }

    @Test
    void refusesAMemberMoveByAnybodyElse() {
        assertRefused(
                "only_the_member",
                id -> transition(
                        id,
                        2,
                        Position.at(ApplicationState.DRAFT),
                        Position.at(ApplicationState.DISCARDED),
                        "77000002",
                        ActingRole.MEMBER));
    }

    @Test
    void refusesASanctionAbovePayableOrWithoutItsUseOfLimits() {
        assertRefused("sanction_within_payable", id -> {
            walkTo(id, Position.underReview(ReviewLevel.SCRUTINY));
            approve(id, 4, "1000.01");
        });
        assertRefused("use_equals_sanction", id -> {
            walkTo(id, Position.underReview(ReviewLevel.SCRUTINY));
            approve(id, 4, "1000.00");
            jdbc.sql("set constraints all immediate").update();
        });
    }

    @Test
    void refusesTwoSanctionsReckonedFromTheSameUseAndMoreThanALimitAllows() {
        assertRefused("reckoned_from_newest_use", id -> {
            walkTo(id, Position.underReview(ReviewLevel.SCRUTINY));
            approve(id, 4, "600.00");
            sanction(id, 4, 1, "600.00");
            UUID other = sibling(id);
            walkTo(other, Position.underReview(ReviewLevel.SCRUTINY));
            approve(other, 4, "600.00");
            sanction(other, 4, 1, "600.00");
        });
        assertRefused("limit_exceeded", id -> {
            walkTo(id, Position.underReview(ReviewLevel.SCRUTINY));
            approve(id, 4, "600.00");
            sanction(id, 4, 1, "600.00");
            limit(id, 4, "S13/1/family/FY2026-27", "600.00", "1000.00");
            UUID other = sibling(id);
            walkTo(other, Position.underReview(ReviewLevel.SCRUTINY));
            approve(other, 4, "600.00");
            sanction(other, 4, 2, "600.00");
            limit(other, 4, "S13/1/family/FY2026-27", "600.00", "1000.00");
        });
        assertRefused("once_only", id -> {
            walkTo(id, Position.underReview(ReviewLevel.SCRUTINY));
            approve(id, 4, "600.00");
            sanction(id, 4, 1, "600.00");
            limit(id, 4, "S06/2/person/LEFT/LIFETIME", "0", null);
            UUID other = sibling(id);
            walkTo(other, Position.underReview(ReviewLevel.SCRUTINY));
            approve(other, 4, "600.00");
            sanction(other, 4, 2, "600.00");
            limit(other, 4, "S06/2/person/LEFT/LIFETIME", "0", null);
        });
    }

    @Test
    void refusesASanctionOfAnAmountWhoseLevelsHaveNotAllActed() {
        assertRefused("needed_level_did_not_act", id -> {
            walkTo(id, Position.underReview(ReviewLevel.SCRUTINY));
            payable(id, "10001.00");
            move(
                    id,
                    4,
                    Position.underReview(ReviewLevel.SCRUTINY),
                    Position.at(ApplicationState.APPROVED),
                    ActingRole.SCRUTINY_OFFICER);
        });
        assertRefused("needed_level_did_not_act", id -> {
            walkTo(id, Position.underReview(ReviewLevel.APEX_PANEL));
            payable(id, "300000.00");
            move(
                    id,
                    5,
                    Position.underReview(ReviewLevel.APEX_PANEL),
                    Position.at(ApplicationState.APPROVED),
                    ActingRole.APEX_PANEL_MEMBER);
        });
        assertRefused("needed_level_did_not_act", id -> {
            // the sub-panel passed it on before it was returned to scrutiny: that does not count any more
            walkTo(id, Position.underReview(ReviewLevel.SUB_PANEL));
            Position sub = Position.underReview(ReviewLevel.SUB_PANEL);
            Position apex = Position.underReview(ReviewLevel.APEX_PANEL);
            Position scrutiny = Position.underReview(ReviewLevel.SCRUTINY);
            move(id, 5, sub, apex, ActingRole.SUB_PANEL_MEMBER);
            move(id, 6, apex, scrutiny, ActingRole.APEX_PANEL_MEMBER);
            move(id, 7, scrutiny, apex, ActingRole.SCRUTINY_OFFICER);
            payable(id, "300000.00");
            move(id, 8, apex, Position.at(ApplicationState.APPROVED), ActingRole.APEX_PANEL_MEMBER);
        });
        assertRefused("needed_level_did_not_act", id -> {
            walkTo(id, Position.at(ApplicationState.SUBMITTED));
            payable(id, "10001.00");
            move(
                    id,
                    3,
                    Position.at(ApplicationState.SUBMITTED),
                    Position.at(ApplicationState.APPROVED),
                    ActingRole.SYSTEM);
        });
        assertRefused("needed_level_did_not_act", id -> {
            raisedHighRisk(id);
            walkTo(id, Position.underReview(ReviewLevel.SCRUTINY));
            payable(id, "500.00");
            move(
                    id,
                    4,
                    Position.underReview(ReviewLevel.SCRUTINY),
                    Position.at(ApplicationState.APPROVED),
                    ActingRole.SCRUTINY_OFFICER);
        });
        assertRefused("raised_is_only_lowered", id -> {
            raisedHighRisk(id);
            jdbc.sql("delete from applications.raised where application_id = ?")
                    .param(id)
                    .update();
        });
        assertRefused(
                "level_rule_is_append_only", id -> jdbc.sql("""
                update applications.level_rule set min_payable = 9999999 where scheme_version_id = :id
                """).param("id", id).update());
    }

    @Test
    void refusesASanctionBeforeTheOriginalPapersForWhichItWaits() {
        assertRefused("originals_first", id -> {
            walkTo(id, Position.underReview(ReviewLevel.SCRUTINY));
            UUID letter = Ids.next();
            jdbc.sql("""
                    insert into applications.originals_letter (id, application_id, number, level, asked_by, asked_by_name,
                        asked_at, words, waits)
                    values (:letter, :id, 'OR9999999990', 'SCRUTINY', '1', 'X', :now, 'Send', true)
                    """)
                    .param("letter", letter)
                    .param("id", id)
                    .param("now", NOW)
                    .update();
            jdbc.sql("""
                    insert into applications.originals_event (letter_id, seq, kind, positions, at, on_day, actor, actor_name)
                    values (:letter, 1, 'ASKED', '{1}', :now, '2020-01-01', '1', 'X')
                    """).param("letter", letter).param("now", NOW).update();
            jdbc.sql("""
                    insert into applications.original (letter_id, position, label, state)
                    values (:letter, 1, 'Bill', 'ASKED')
                    """).param("letter", letter).update();
            approve(id, seq(id) + 1, "1000.00");
        });
    }

    @Test
    void acceptsASanctionOnceEveryNeededLevelHasActed() {
        inTransaction(_ -> {
            UUID id = draft();
            Position sub = Position.underReview(ReviewLevel.SUB_PANEL);
            Position apex = Position.underReview(ReviewLevel.APEX_PANEL);
            walkTo(id, sub);
            move(id, 5, sub, apex, ActingRole.SUB_PANEL_MEMBER);
            payable(id, "300000.00");
            move(id, 6, apex, Position.at(ApplicationState.APPROVED), ActingRole.APEX_PANEL_MEMBER);
            assertThat(seq(id)).isEqualTo(6);
        });
    }

    // ---- rows by hand, past the program

    private void raisedHighRisk(UUID id) {
        jdbc.sql("""
                update applications.level_rule set on_high_risk = level = 'SUB_PANEL', on_override = false
                where scheme_version_id = ?
                """).param(id).update();
        jdbc.sql("insert into applications.raised (application_id, cause, raised_at) values (?, 'HIGH_RISK', ?)")
                .params(id, NOW)
                .update();
    }

    private void payable(UUID id, String amount) {
        jdbc.sql("update applications.application set payable = :amount::numeric, version = version + 1 where id = :id")
                .param("amount", amount)
                .param("id", id)
                .update();
    }

    private boolean isAccepted(TransactionStatus status, UUID id, Position from, Position to, ActingRole role) {
        Object before = status.createSavepoint();
        try {
            move(id, seq(id) + 1, from, to, role);
            return true;
        } catch (DataAccessException refused) {
            return false;
        } finally {
            status.rollbackToSavepoint(before);
        }
    }

    private void assertRefused(String rule, Consumer<UUID> attempt) {
        inTransaction(status -> {
            UUID id = draft();
            assertThatThrownBy(() -> attempt.accept(id))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining(rule);
        });
    }

    /** Everything is rolled back at the end. */
    private void inTransaction(Consumer<TransactionStatus> work) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            work.accept(status);
        });
    }

    private UUID draft() {
        UUID id = Ids.next();
        insert(id, APPLICANT);
        transition(id, 1, null, Position.at(ApplicationState.DRAFT), APPLICANT, ActingRole.MEMBER);
        return id;
    }

    private void insert(UUID id, String employee) {
        jdbc.sql("""
                insert into applications.application (id, version, state, transitions, scheme_code, scheme_version_id,
                    member_id, employee_number, member_name, ic, region, beneficiary_id, beneficiary_name, relation,
                    answers, started_at, changed_at)
                values (:id, 1, 'DRAFT', 1, 'S13', :id, :id, :employee, 'Anil Kumar', 'HEAV', 'WEST', :id, 'Anil Kumar',
                    'SELF', 'sealed', :now, :now)
                """)
                .param("id", id)
                .param("employee", employee)
                .param("now", NOW)
                .update();
        jdbc.sql("""
                insert into applications.level_rule (scheme_version_id, level, min_payable)
                values (:id, 'SCRUTINY', 0), (:id, 'SUB_PANEL', 10001), (:id, 'APEX_PANEL', 100001)
                """).param("id", id).update();
    }

    /** Another draft of the same member. */
    private UUID sibling(UUID id) {
        UUID other = Ids.next();
        jdbc.sql("""
                insert into applications.application (id, version, state, transitions, scheme_code, scheme_version_id,
                    member_id, employee_number, member_name, ic, region, beneficiary_id, beneficiary_name, relation,
                    answers, started_at, changed_at)
                select :other, 1, 'DRAFT', 1, scheme_code, scheme_version_id, member_id, employee_number, member_name,
                    ic, region, beneficiary_id, beneficiary_name, relation, answers, started_at, changed_at
                from applications.application where id = :id
                """).param("other", other).param("id", id).update();
        transition(other, 1, null, Position.at(ApplicationState.DRAFT), APPLICANT, ActingRole.MEMBER);
        return other;
    }

    /** By the shortest way through the table. */
    private void walkTo(UUID id, Position target) {
        int seq = 1;
        for (Rule rule : way(target)) {
            seq++;
            move(id, seq, rule.from(), rule.to(), rule.who().iterator().next());
        }
    }

    private static List<Rule> way(Position target) {
        Map<Position, List<Rule>> ways = new HashMap<>();
        Deque<Position> open = new ArrayDeque<>(List.of(Position.at(ApplicationState.DRAFT)));
        ways.put(Position.at(ApplicationState.DRAFT), List.of());
        while (!open.isEmpty()) {
            Position here = open.removeFirst();
            for (Rule rule : Lifecycle.table()) {
                if (rule.from().equals(here) && !ways.containsKey(rule.to())) {
                    List<Rule> way = new ArrayList<>(ways.getOrDefault(here, List.of()));
                    way.add(rule);
                    ways.put(rule.to(), way);
                    open.addLast(rule.to());
                }
            }
        }
        return ways.getOrDefault(target, List.of());
    }

    private void move(UUID id, int seq, Position from, Position to, ActingRole role) {
        if (role == ActingRole.SCRUTINY_OFFICER) {
            actAt(id, actor(role), ReviewLevel.SCRUTINY);
        } else if (role == ActingRole.SUB_PANEL_MEMBER) {
            actAt(id, actor(role), ReviewLevel.SUB_PANEL);
        } else if (role == ActingRole.APEX_PANEL_MEMBER) {
            actAt(id, actor(role), ReviewLevel.APEX_PANEL);
        }
        transition(id, seq, from, to, actor(role), role);
        follow(id, seq, to, "1000.00");
    }

    private void approve(UUID id, int seq, String amount) {
        transition(
                id,
                seq,
                Position.underReview(ReviewLevel.SCRUTINY),
                Position.at(ApplicationState.APPROVED),
                actor(ActingRole.SCRUTINY_OFFICER),
                ActingRole.SCRUTINY_OFFICER);
        follow(id, seq, Position.at(ApplicationState.APPROVED), amount);
    }

    private void follow(UUID id, int seq, Position to, String amount) {
        boolean submitted = to.state() != ApplicationState.DRAFT && to.state() != ApplicationState.DISCARDED;
        String number = "LTET/2026-27/S13/%06d".formatted(900000 + NUMBER.incrementAndGet());
        jdbc.sql("""
                update applications.application set version = version + 1, transitions = :seq, state = :state,
                    level = :level, highest_level = applications.greatest_level(highest_level, :level),
                    number = case when :submitted then coalesce(number, :number) end,
                    submitted_at = case when :submitted then coalesce(submitted_at, :now) end,
                    facts = case when :submitted then coalesce(facts, 'sealed'::bytea) end,
                    benefit = 'sealed', bank_account_id = coalesce(bank_account_id, id), payable = greatest(payable, 1000),
                    sanctioned = case when :sanctioned then :amount::numeric end,
                    bank_reference = case when :paid then 'UTR1' end, paid_on = case when :paid then :now::date end
                where id = :id
                """)
                .param("seq", seq)
                .param("state", to.state().name())
                .param("level", ApplicationRows.name(to.level()))
                .param("submitted", submitted)
                .param("number", number)
                .param("now", NOW)
                .param("sanctioned", to.state().sanctioned())
                .param("amount", amount)
                .param("paid", to.state() == ApplicationState.DISBURSED)
                .param("id", id)
                .update();
    }

    private void transition(UUID id, int seq, @Nullable Position from, Position to, String actor, ActingRole role) {
        jdbc.sql("""
                insert into applications.transition (application_id, seq, move, from_state, from_level, to_state,
                    to_level, at, actor, actor_name, acting_role, for_member)
                values (:id, :seq, 'TEST', :from, :fromLevel, :to, :toLevel, :now, :actor, :actor, :role, false)
                """)
                .param("id", id)
                .param("seq", seq)
                .param("from", from == null ? null : from.state().name())
                .param("fromLevel", from == null ? null : ApplicationRows.name(from.level()))
                .param("to", to.state().name())
                .param("toLevel", ApplicationRows.name(to.level()))
                .param("now", NOW)
                .param("actor", actor)
                .param("role", role.name())
                .update();
    }

    private void actAt(UUID id, String actor, ReviewLevel level) {
        actAt(id, actor, level.name());
    }

    private void actAt(UUID id, String actor, String level) {
        boolean known = jdbc.sql("""
                select count(*) > 0 from applications.level_actor
                where application_id = :id and actor = :actor and level = :level
                """)
                .param("id", id)
                .param("actor", actor)
                .param("level", level)
                .query(Boolean.class)
                .single();
        if (!known) {
            jdbc.sql("""
                    insert into applications.level_actor (application_id, actor, applicant, level, since)
                    values (:id, :actor, :applicant, :level, :now)
                    """)
                    .param("id", id)
                    .param("actor", actor)
                    .param("applicant", APPLICANT)
                    .param("level", level)
                    .param("now", NOW)
                    .update();
        }
    }

    private UUID line(UUID id) {
        UUID line = Ids.next();
        jdbc.sql("""
                insert into applications.line (id, application_id, position, head, bill_number, bill_date, vendor,
                    bill_key, claimed)
                values (:line, :id, 1, 'SURGEON', 'B1', :date, 'City Hospital', 'x', 1000)
                """)
                .param("line", line)
                .param("id", id)
                .param("date", NOW.toLocalDate())
                .update();
        return line;
    }

    private void sanction(UUID id, int seq, long revision, String amount) {
        UUID member = jdbc.sql("select member_id from applications.application where id = :id")
                .param("id", id)
                .query(UUID.class)
                .single();
        jdbc.sql("""
                insert into applications.utilisation_scope (scheme_code, member_id, revision)
                values ('S13', :member, :revision)
                on conflict (scheme_code, member_id) do update set revision = excluded.revision
                """).param("member", member).param("revision", revision).update();
        jdbc.sql("""
                insert into applications.sanction (application_id, seq, scheme_code, member_id, revision, amount, at)
                values (:id, :seq, 'S13', :member, :revision, :amount::numeric, :now)
                """)
                .param("id", id)
                .param("seq", seq)
                .param("member", member)
                .param("revision", revision)
                .param("amount", amount)
                .param("now", NOW)
                .update();
    }

    private void limit(UUID id, int seq, String key, String amount, @Nullable String limit) {
        jdbc.sql("""
                insert into applications.limit_use (application_id, seq, limit_key, once, amount, limit_amount)
                values (:id, :seq, :key, :once, :amount::numeric, :limit::numeric)
                """)
                .param("id", id)
                .param("seq", seq)
                .param("key", key)
                .param("once", limit == null)
                .param("amount", amount)
                .param("limit", limit)
                .update();
    }

    private int seq(UUID id) {
        return jdbc.sql("select transitions from applications.application where id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private static String actor(ActingRole role) {
        return role == ActingRole.MEMBER ? APPLICANT : "7700001" + role.ordinal();
    }

    private static Position position(String state, String level) {
        return ApplicationRows.position(state, level.isEmpty() ? null : level);
    }
}
