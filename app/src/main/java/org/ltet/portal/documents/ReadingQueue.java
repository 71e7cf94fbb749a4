package org.ltet.portal.documents;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.JobTrace;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * The queue of documents to be read, apart from all other jobs: a thousand photos on a Monday delay no e-mail and no
 * payment. Each node takes one at a time; what a node that died had in work is taken over by another.
 */
@Component
class ReadingQueue implements DisposableBean {

    private static final String TABLE = "documents.reading_job";
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Duration SECOND_TURN = Duration.ofMinutes(1);

    private final Scheduler scheduler;
    private final Clock clock;
    private final boolean enabled;

    ReadingQueue(
            DataSource dataSource,
            ReadWaiting readWaiting,
            Clock clock,
            JobTrace trace,
            @Value("${portal.jobs.enabled}") boolean enabled,
            @Value("${portal.documents.reading-interval:1s}") Duration polling,
            @Value("${portal.documents.reading-first-turn:20s}") Duration firstTurn) {
        this.clock = clock;
        this.enabled = enabled;
        Task<ReadJob> task = Tasks.custom(ReadJob.TASK)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
                .execute((instance, context) -> {
                    ReadJob job = instance.getData();
                    return readWaiting.read(job.documentId(), job.patient() ? null : firstTurn)
                            ? new CompletionHandler.OnCompleteRemove<>()
                            : new CompletionHandler.OnCompleteReplace<ReadJob, ReadJob>(first -> later(job));
                });
        this.scheduler = Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), List.of(task))
                .tableName(TABLE)
                .serializer(new Json())
                .clock(clock::instant)
                .addExecutionInterceptor(trace)
                .threads(1)
                .pollingInterval(polling)
                .heartbeatInterval(HEARTBEAT)
                .schedulerName(new SchedulerName.Fixed("reader-" + UUID.randomUUID()))
                .shutdownMaxWait(Duration.ofSeconds(5))
                .build();
    }

    /** What takes long is read once what came meanwhile was, so that one bad file holds up no others. */
    private SchedulableInstance<ReadJob> later(ReadJob job) {
        return ReadJob.TASK
                .instance(job.documentId().toString())
                .data(new ReadJob(job.documentId(), true))
                .scheduledTo(clock.instant().plus(SECOND_TURN));
    }

    /** Within the caller's transaction: the job exists if and only if the document does. It begins right after it. */
    void add(UUID documentId) {
        scheduler.scheduleIfNotExists(ReadJob.TASK
                .instance(documentId.toString())
                .data(new ReadJob(documentId, false))
                .scheduledTo(clock.instant()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                lookNow();
            }
        });
    }

    /** Does not wait for the next look into the queue. */
    void lookNow() {
        scheduler.triggerCheckForDueExecutions();
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (enabled) {
            scheduler.start();
        }
    }

    @Override
    public void destroy() {
        scheduler.stop();
    }

    private static final class Json implements Serializer {

        private final JsonMapper mapper = JsonMapper.shared();

        @Override
        public byte[] serialize(@Nullable Object data) {
            return mapper.writeValueAsBytes(data);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] serialized) {
            return mapper.readValue(serialized, type);
        }
    }
}
