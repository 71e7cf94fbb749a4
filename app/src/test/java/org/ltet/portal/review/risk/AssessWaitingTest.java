package org.ltet.portal.review.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import(Households.class)
@DisplayName("What cannot be judged keeps nothing else from being judged (INT-1)")
class AssessWaitingTest {

    private static final int BATCH = 200;
    private static final String COMPANY = "IC-NEVER-JUDGED";

    @Autowired
    AssessWaiting waiting;

    @Autowired
    AssessRisk risk;

    @Autowired
    Households households;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void time() {
        clock.reset();
    }

    @AfterEach
    void away() {
        jdbc.sql("""
                delete from review.risk_due d using review.task t
                where t.application_id = d.application_id and t.ic = ?
                """).param(COMPANY).update();
        clock.reset();
    }

    @Test
    void aBatchOfThemIsTriedAgainLaterAndTheNextOneIsJudgedNow() {
        Instant before = clock.instant().minus(Duration.ofMinutes(10));
        UUID[] failing = Stream.generate(Ids::next).limit(BATCH).toArray(UUID[]::new);
        // tasks without their application, handed in before the one that can be judged
        jdbc.sql("""
                insert into review.task (application_id, number, scheme_code, scheme_version_id, ic, region, member_id,
                    employee_number, member_name, beneficiary_name, claimed, payable, state, level, submitted_at,
                    level_entered_at, due_at)
                select id, 'LTET/2026-27/S13/' || replace(id::text, '-', ''), 'S13', id, :ic, 'WEST', id, '1', 'Member',
                    'Member', 5000, 3000, 'REJECTED', 'SCRUTINY', now(), now(), now()
                from unnest(:ids::uuid[]) as id
                """).param("ids", failing).param("ic", COMPANY).update();
        jdbc.sql("""
                insert into review.risk_due (application_id, noted_at, due_at)
                select id, :at, :at from unnest(:ids::uuid[]) as id
                """)
                .param("ids", failing)
                .param("at", AssessmentRows.timestamp(before))
                .update();
        UUID good = households.submitted(households.serving(), Money.of(2_010)).id();
        waiting.run();
        assertThat(risk.latest(good)).isPresent();
        assertThat(due(failing)).as("after as long as they have waited").isZero();
        assertThat(jdbc.sql("select min(due_at) from review.risk_due where application_id = any(?)")
                        .param(failing)
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .as("but they are")
                .isAfterOrEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(jdbc.sql("select count(*) from review.risk_due where application_id = any(?) and again")
                        .param(failing)
                        .query(Integer.class)
                        .single())
                .as("a decision still has it judged first")
                .isZero();
    }

    private int due(UUID[] ids) {
        return jdbc.sql("select count(*) from review.risk_due where application_id = any(?) and due_at <= ?")
                .params(ids, AssessmentRows.timestamp(clock.instant()))
                .query(Integer.class)
                .single();
    }
}
