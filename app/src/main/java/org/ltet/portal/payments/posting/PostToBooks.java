package org.ltet.portal.payments.posting;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ltet.portal.payments.posting.PostingWork.Due;
import org.ltet.portal.payments.spi.AccountingSystem;
import org.ltet.portal.payments.spi.AccountingSystem.LeftInPeace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Tells the accounting system what is due, a few at once, what is due longest first. Each is taken by itself, so that one
 * that goes wrong holds up no other.
 */
@Component
public class PostToBooks {

    private static final Logger LOG = LoggerFactory.getLogger(PostToBooks.class);
    private static final int AT_ONCE = 8;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** What one run did. */
    public record Outcome(int posted, int refused, int failed) {

        static final Outcome NOTHING = new Outcome(0, 0, 0);
        static final Outcome POSTED = new Outcome(1, 0, 0);
        static final Outcome REFUSED = new Outcome(0, 1, 0);
        static final Outcome FAILED = new Outcome(0, 0, 1);

        private Outcome plus(Outcome other) {
            return new Outcome(posted + other.posted, refused + other.refused, failed + other.failed);
        }
    }

    private final PostingWork work;
    private final TellPosting tellPosting;
    private final Optional<AccountingSystem> books;

    PostToBooks(PostingWork work, TellPosting tellPosting, ObjectProvider<AccountingSystem> books) {
        this.work = work;
        this.tellPosting = tellPosting;
        this.books = Optional.ofNullable(books.getIfAvailable());
    }

    /** Until nothing is due any more, or the accounting system is left in peace. */
    public Outcome run() {
        return books.map(system -> run(system, AT_ONCE)).orElse(Outcome.NOTHING);
    }

    private Outcome run(AccountingSystem system, int atOnce) {
        List<Future<Outcome>> running = new ArrayList<>();
        Outcome outcome = Outcome.NOTHING;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < atOnce; i++) {
                running.add(threads.submit(() -> oneAfterTheOther(system)));
            }
            try {
                for (Future<Outcome> one : running) {
                    outcome = outcome.plus(one.get());
                }
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Postings cannot be taken", e.getCause());
        }
        return outcome;
    }

    private Outcome oneAfterTheOther(AccountingSystem system) {
        Outcome outcome = Outcome.NOTHING;
        Due due;
        while (!Thread.currentThread().isInterrupted() && (due = work.take().orElse(null)) != null) {
            try {
                outcome = outcome.plus(tellPosting.tell(due, system));
            } catch (LeftInPeace later) {
                work.giveBack(due);
                LOG.warn("Postings wait: {}", later.getMessage());
                return outcome;
            } catch (RuntimeException wrong) {
                LOG.error("Posting {} went wrong", due.reference(), wrong);
                outcome = outcome.plus(
                        work.unknown(due, "Went wrong here: " + wrong.getClass().getSimpleName())
                                ? Outcome.FAILED
                                : Outcome.NOTHING);
            }
        }
        return outcome;
    }

    /** One node at a time; a run of another that is cut off leaves nothing that the next one does not pick up. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        Task<Void> postToBooksTask(PostToBooks post) {
            return Tasks.recurring("payments-post-to-books", FixedDelay.of(PAUSE))
                    .execute((instance, context) -> post.run());
        }
    }
}
