package org.ltet.portal.applications;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens to applications by the passing of time, every night once in the cluster. */
@Configuration(proxyBeanMethods = false)
class ApplicationJobs {

    private static final LocalTime AFTER_MIDNIGHT = LocalTime.of(0, 20);
    private static final LocalTime LATER = LocalTime.of(0, 50);

    @Bean
    RecurringTask<Void> remindAndLapseTask(RemindAndLapse remindAndLapse) {
        return Tasks.recurring(RemindAndLapse.JOB, Schedules.daily(IndiaTime.ZONE, AFTER_MIDNIGHT))
                .execute((instance, context) -> remindAndLapse.run());
    }

    @Bean
    RecurringTask<Void> discardIdleDraftsTask(DiscardIdleDrafts discardIdleDrafts) {
        return Tasks.recurring(DiscardIdleDrafts.JOB, Schedules.daily(IndiaTime.ZONE, LATER))
                .execute((instance, context) -> discardIdleDrafts.run());
    }
}
