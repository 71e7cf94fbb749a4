package org.ltet.portal.operations.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.OnStartup;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.ltet.portal.operations.JobTrace;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The scheduler over the table operations.job. A module contributes its tasks as beans and stages instances through
 * {@link SchedulerClient}, which writes within the caller's transaction: the job exists if and only if the change does.
 */
@Configuration(proxyBeanMethods = false)
class Jobs {

    private static final String TABLE = "operations.job";

    @Bean(destroyMethod = "stop")
    Scheduler scheduler(
            DataSource dataSource,
            List<Task<?>> tasks,
            Clock clock,
            JobTrace trace,
            @Value("${portal.jobs.threads}") int threads,
            @Value("${portal.jobs.polling-interval}") Duration polling) {
        List<Task<?>> startedByCallers =
                tasks.stream().filter(task -> !(task instanceof OnStartup)).toList();
        return Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), startedByCallers)
                .startTasks(recurring(tasks))
                .tableName(TABLE)
                .serializer(new JsonTaskData())
                .clock(clock::instant)
                .addExecutionInterceptor(trace)
                .threads(threads)
                .pollingInterval(polling)
                .heartbeatInterval(Duration.ofSeconds(30))
                .schedulerName(new SchedulerName.Fixed("node-" + UUID.randomUUID()))
                .shutdownMaxWait(Duration.ofSeconds(25))
                .build();
    }

    @Bean
    JobsStarter jobsStarter(Scheduler scheduler, @Value("${portal.jobs.enabled}") boolean enabled) {
        return new JobsStarter(scheduler, enabled);
    }

    /** The builder's type asks for tasks that start by themselves; the filter has just made sure of it. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<RecurringTask<Void>> recurring(List<Task<?>> tasks) {
        return (List) tasks.stream().filter(OnStartup.class::isInstance).toList();
    }

    /** Begins work only when the node is ready; a web node leaves it to the workers. */
    record JobsStarter(Scheduler scheduler, boolean enabled) {

        @EventListener(ApplicationReadyEvent.class)
        void start() {
            if (enabled) {
                scheduler.start();
            }
        }
    }
}
