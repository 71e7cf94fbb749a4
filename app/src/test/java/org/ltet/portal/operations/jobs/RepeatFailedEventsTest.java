package org.ltet.portal.operations.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StubbornListener;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@PortalTest
@DisplayName("Nothing that follows from a change is lost when it fails at first")
class RepeatFailedEventsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private StubbornListener listener;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Scheduler scheduler;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private final String name = Ids.next().toString();

    @AfterEach
    void resetsTheClock() {
        clock.reset();
    }

    @Test
    void aFailedEventIsRepeatedUntilItsListenerSucceeds() {
        happens(2);
        await().atMost(SOON).until(() -> failed() == 1);
        comesRoundTo(2);
        await().atMost(SOON).until(() -> failed() == 1);
        comesRoundTo(3);
        await().atMost(SOON).untilAsserted(() -> assertThat(waiting()).isZero());
    }

    @Test
    void theWaitDoublesUpToAboutAnHour() {
        assertThat(RepeatFailedEvents.waitAfter(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RepeatFailedEvents.waitAfter(3)).isEqualTo(Duration.ofMinutes(4));
        assertThat(RepeatFailedEvents.waitAfter(7)).isEqualTo(Duration.ofMinutes(64));
        assertThat(RepeatFailedEvents.waitAfter(100)).isEqualTo(Duration.ofMinutes(64));
    }

    private void happens(int failures) {
        transactions.executeWithoutResult(status -> events.publishEvent(new StubbornListener.Happened(name, failures)));
    }

    private void comesRoundTo(int times) {
        Instant due = clock.instant().plus(RepeatFailedEvents.waitAfter(times - 1));
        Instant jobDue = jobDue();
        clock.setTo(due.isAfter(jobDue) ? due : jobDue);
        await().atMost(SOON).until(() -> {
            scheduler.triggerCheckForDueExecutions();
            return listener.asked(name) == times;
        });
    }

    /** Other tests may have moved the clock further, and the job with it. */
    private Instant jobDue() {
        return jdbc.sql("select execution_time from operations.job where task_name = ?")
                .param(RepeatFailedEvents.NAME)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private long failed() {
        return count("status = 'FAILED'");
    }

    private long waiting() {
        return count("true");
    }

    private long count(String condition) {
        return jdbc.sql("select count(*) from operations.event_publication where serialized_event like :name and "
                        + condition)
                .param("name", "%" + name + "%")
                .query(Long.class)
                .single();
    }
}
