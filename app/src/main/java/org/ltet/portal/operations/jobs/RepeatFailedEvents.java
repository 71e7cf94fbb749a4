package org.ltet.portal.operations.jobs;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.EventPublication;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;

/**
 * What a module was to do after a change and could not is tried again, for ever: after one minute, two, four and so on
 * up to about an hour. Listeners therefore treat an event that they know as done.
 */
@Configuration(proxyBeanMethods = false)
class RepeatFailedEvents {

    static final String NAME = "events-repeat";

    private static final Logger log = LoggerFactory.getLogger(RepeatFailedEvents.class);
    private static final int AT_ONCE = 500;
    private static final int LONGEST_WAIT_DOUBLINGS = 6;
    private static final int ATTEMPTS_BEFORE_ALARM = 5;

    @Bean
    RecurringTask<Void> repeatFailedEventsTask(FailedEventPublications failed, Clock clock) {
        return Tasks.recurring(NAME, FixedDelay.of(Duration.ofSeconds(30)))
                .execute((instance, context) -> failed.resubmit(ResubmissionOptions.defaults()
                        .withBatchSize(AT_ONCE)
                        .withFilter(publication -> isDue(publication, clock.instant()))));
    }

    private static boolean isDue(EventPublication publication, Instant now) {
        int attempts = Math.max(1, publication.getCompletionAttempts());
        if (attempts >= ATTEMPTS_BEFORE_ALARM) {
            log.error(
                    "Event {} of {} has failed {} times",
                    publication.getIdentifier(),
                    publication.getEvent().getClass().getSimpleName(),
                    attempts);
        }
        Instant last = publication.getLastResubmissionDate();
        return !(last == null ? publication.getPublicationDate() : last)
                .plus(waitAfter(attempts))
                .isAfter(now);
    }

    static Duration waitAfter(int attempts) {
        return Duration.ofMinutes(1L << Math.min(attempts - 1, LONGEST_WAIT_DOUBLINGS));
    }
}
