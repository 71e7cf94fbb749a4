package org.ltet.portal.operations;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.LogContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

@EnableAsync
@Configuration(proxyBeanMethods = false)
class EventConfiguration {

    /**
     * Runs the after-commit listeners. Few threads, because each holds a connection; the queue has no bound because
     * every entry also stands in the event publication registry and would be repeated if it were refused here.
     */
    @Bean
    ThreadPoolTaskExecutor applicationTaskExecutor(ObservationRegistry observations) {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(6);
        executor.setMaxPoolSize(6);
        executor.setThreadNamePrefix("events-");
        executor.setTaskDecorator(work -> LogContext.carriedInto(within(observations.getCurrentObservation(), work)));
        executor.setWaitForTasksToCompleteOnShutdown(true);
        executor.setAwaitTerminationSeconds(20);
        return executor;
    }

    /** What an event sets off belongs to the trace of the request or job that it came from. */
    private static Runnable within(@Nullable Observation cause, Runnable work) {
        return cause == null
                ? work
                : () -> {
                    try (Observation.Scope _ = cause.openScope()) {
                        work.run();
                    }
                };
    }
}
