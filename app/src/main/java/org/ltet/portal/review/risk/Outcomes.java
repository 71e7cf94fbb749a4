package org.ltet.portal.review.risk;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Notes what became of what was judged, within the transaction of the decision. */
@Component
public class Outcomes {

    private final JdbcClient jdbc;

    Outcomes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Less than was payable as it was handed in last is less, whoever took it off. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void granted(UUID applicationId, Money amount, boolean byMachine, Instant at) {
        note(applicationId, amount, byMachine, at);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void rejected(UUID applicationId, Instant at) {
        note(applicationId, null, false, at);
    }

    /** Accounts gave it back: there is no outcome any more, and what the portal approved is overturned. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void givenBack(UUID applicationId, Instant at) {
        jdbc.sql("delete from review.risk_outcome where application_id = ?")
                .param(applicationId)
                .update();
        jdbc.sql("""
                update review.automatic_decision set overturned_at = ?
                where application_id = ? and outcome = 'APPROVED' and overturned_at is null
                """).params(AssessmentRows.timestamp(at), applicationId).update();
    }

    private void note(UUID applicationId, @Nullable Money granted, boolean byMachine, Instant at) {
        jdbc.sql("""
                insert into review.risk_outcome (application_id, assessment_id, outcome, by_machine, decided_at)
                select a.application_id, a.id,
                       case when :granted::numeric is null then 'REJECTED'
                            when :granted::numeric < a.payable then 'LESS' else 'GRANTED' end, :machine, :at
                from review.risk_assessment a where a.application_id = :id order by a.seq desc limit 1
                on conflict (application_id) do update
                set assessment_id = excluded.assessment_id, outcome = excluded.outcome, by_machine = excluded.by_machine,
                    decided_at = excluded.decided_at
                """)
                .param("id", applicationId)
                .param("granted", granted == null ? null : granted.amount())
                .param("machine", byMachine)
                .param("at", AssessmentRows.timestamp(at))
                .update();
    }
}
