package org.ltet.portal.operations;

import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.ltet.portal.shared.LogContext;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Measures each job, follows it where tracing is on, and names it beside the lines of the log (OPS-5). */
@Component
public class JobTrace implements ExecutionInterceptor {

    private final ObservationRegistry observations;

    public JobTrace(ObservationRegistry observations) {
        this.observations = observations;
    }

    @Override
    public CompletionHandler<?> execute(TaskInstance<?> job, ExecutionContext context, ExecutionChain chain) {
        Observation observation = Observation.createNotStarted("portal.job", observations)
                .contextualName("job " + job.getTaskName())
                .lowCardinalityKeyValue("job", job.getTaskName())
                .start();
        try (Observation.Scope _ = observation.openScope()) {
            MDC.put(LogContext.TRACE, LogContext.trace(null));
            MDC.put(LogContext.JOB, job.getTaskName());
            CompletionHandler<?> done = chain.proceed(job, context);
            LogContext.clear();
            return done;
        } catch (RuntimeException e) {
            // what the scheduler now writes of the failure belongs to it too: the next job on this thread names its own
            observation.error(e);
            throw e;
        } finally {
            observation.stop();
        }
    }
}
