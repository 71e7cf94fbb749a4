package org.ltet.portal.review.risk;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.util.List;
import org.ltet.portal.review.risk.AssessmentRows.Due;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Judges the risk of what was handed in, a few seconds after, each application in a transaction of its own. */
@Component
class AssessWaiting {

    static final String JOB = "review-risk";

    private static final Logger LOG = LoggerFactory.getLogger(AssessWaiting.class);
    private static final int EVERY_SECONDS = 5;
    private static final int BATCH = 200;

    private final AssessmentRows rows;
    private final AssessRisk assess;
    private final ApplicationEventPublisher judged;
    private final Clock clock;

    AssessWaiting(AssessmentRows rows, AssessRisk assess, ApplicationEventPublisher judged, Clock clock) {
        this.judged = judged;
        this.rows = rows;
        this.assess = assess;
        this.clock = clock;
    }

    /** One that fails is tried again later, after those that were never tried; the others go on. */
    void run() {
        List<Due> waiting;
        do {
            waiting = rows.due(clock.instant(), BATCH);
            for (Due due : waiting) {
                try {
                    if (assess.assess(due.applicationId())) {
                        judged.publishEvent(new Judged(due.applicationId()));
                    }
                } catch (RuntimeException e) {
                    LOG.error("The risk of application {} could not be judged", due.applicationId(), e);
                    rows.failed(due, clock.instant());
                }
            }
        } while (waiting.size() == BATCH);
    }

    @Bean
    RecurringTask<Void> assessRiskTask() {
        return Tasks.recurring(JOB, FixedDelay.ofSeconds(EVERY_SECONDS)).execute((instance, context) -> run());
    }
}
