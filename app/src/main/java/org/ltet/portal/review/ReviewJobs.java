package org.ltet.portal.review;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens to tasks by the passing of time, once in the cluster. */
@Configuration(proxyBeanMethods = false)
class ReviewJobs {

    private static final int EVERY_MINUTES = 15;

    /** Mondays, before the offices open. */
    private static final String MONDAY_MORNING = "0 0 8 * * MON";

    @Bean
    RecurringTask<Void> watchDeadlinesTask(WatchDeadlines watch) {
        return Tasks.recurring(WatchDeadlines.JOB, FixedDelay.ofMinutes(EVERY_MINUTES))
                .execute((instance, context) -> watch.run());
    }

    @Bean
    RecurringTask<Void> handBackTask(HandBack handBack) {
        return Tasks.recurring(HandBack.JOB, FixedDelay.ofMinutes(EVERY_MINUTES))
                .execute((instance, context) -> handBack.run());
    }

    @Bean
    RecurringTask<Void> watchApproversTask(WatchApprovers watch) {
        return Tasks.recurring(WatchApprovers.JOB, FixedDelay.ofMinutes(EVERY_MINUTES))
                .execute((instance, context) -> watch.run());
    }

    @Bean
    RecurringTask<Void> sumUpWeekTask(SumUpWeek sumUp) {
        return Tasks.recurring(SumUpWeek.JOB, new CronSchedule(MONDAY_MORNING, IndiaTime.ZONE))
                .execute((instance, context) -> sumUp.run());
    }
}
