package org.ltet.portal.people;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.UUID;
import org.ltet.portal.people.HrmsRun.State;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The synchronisation by night, all of it on Sundays, and the one that an administrator asked for. */
@Configuration(proxyBeanMethods = false)
class HrmsJobs {

    static final TaskDescriptor<Requested> REQUESTED = TaskDescriptor.of("people-hrms-requested", Requested.class);

    private static final TaskDescriptor<Void> NIGHTLY = TaskDescriptor.of("people-hrms-nightly", Void.class);
    private static final Duration AGAIN = Duration.ofMinutes(15);
    private static final Duration BUSY = Duration.ofSeconds(5);
    private static final int TRIES = 4;

    record Requested(UUID runId) {}

    @Bean
    RecurringTask<Void> nightlyHrmsRun(ObjectProvider<SynchroniseHrms> synchronise, Clock clock) {
        CronSchedule schedule = new CronSchedule("0 30 1 * * *", IndiaTime.ZONE);
        FailureHandler<Void> onFailure = (complete, operations) -> {
            boolean again = complete.getExecution().consecutiveFailures + 1 < TRIES;
            operations.reschedule(
                    complete, again ? complete.getTimeDone().plus(AGAIN) : schedule.getNextExecutionTime(complete));
        };
        return Tasks.recurring(NIGHTLY, schedule).onFailure(onFailure).execute((instance, context) -> {
            boolean sunday = IndiaTime.today(clock).getDayOfWeek() == DayOfWeek.SUNDAY;
            SynchroniseHrms hrms = synchronise.getObject();
            HrmsRun run = sunday ? hrms.full() : hrms.delta();
            if (run.state() != State.COMPLETED) {
                throw new IllegalStateException("the nightly synchronisation " + run.id() + " failed: " + run.error());
            }
        });
    }

    @Bean
    Task<Requested> requestedHrmsRun(ObjectProvider<SynchroniseHrms> synchronise) {
        return Tasks.custom(REQUESTED).execute((instance, context) -> {
            if (synchronise.getObject().runRequested(instance.getData().runId())) {
                return (complete, operations) -> operations.remove();
            }
            return (complete, operations) ->
                    operations.reschedule(complete, complete.getTimeDone().plus(BUSY));
        });
    }
}
