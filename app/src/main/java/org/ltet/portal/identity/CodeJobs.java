package org.ltet.portal.identity;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CodeJobs {

    private static final Duration KEPT = Duration.ofDays(1);

    /** The work of sending one code; names the wish, never the code. */
    record CodeJob(UUID requestId) {

        static final TaskDescriptor<CodeJob> TASK = TaskDescriptor.of("identity-send-code", CodeJob.class);
    }

    @Bean
    CustomTask<CodeJob> sendCodeTask(SendCode send) {
        return Tasks.custom(CodeJob.TASK).execute((instance, context) -> {
            Optional<Instant> again = send.attempt(instance.getData().requestId());
            return again.<CompletionHandler<CodeJob>>map(
                            time -> (complete, operations) -> operations.reschedule(complete, time))
                    .orElseGet(CompletionHandler.OnCompleteRemove::new);
        });
    }

    @Bean
    RecurringTask<Void> forgetSignInsTask(CodeRequests requests, Puzzles puzzles, Clock clock) {
        return Tasks.recurring("identity-forget", FixedDelay.ofHours(1)).execute((instance, context) -> {
            requests.forgetExpiredBefore(clock.instant().minus(KEPT));
            puzzles.forgetExpired();
        });
    }
}
