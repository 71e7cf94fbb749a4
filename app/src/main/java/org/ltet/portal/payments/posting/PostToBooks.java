package org.ltet.portal.payments.posting;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ltet.portal.payments.posting.PostingWork.Due;
import org.ltet.portal.payments.spi.AccountingSystem;
import org.ltet.portal.payments.spi.AccountingSystem.Document;
import org.ltet.portal.payments.spi.AccountingSystem.LeftInPeace;
import org.ltet.portal.payments.spi.AccountingSystem.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Tells the accounting system what is due, the oldest first. Whatever becomes of a try, the next one has the same key and
 * the same words, so that of however many tries one document comes.
 */
@Component
public class PostToBooks {

    private static final Logger LOG = LoggerFactory.getLogger(PostToBooks.class);
    private static final int AT_ONCE = 10;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** What one run did. */
    public record Outcome(int posted, int refused, int failed) {

        private Outcome plus(Outcome other) {
            return new Outcome(posted + other.posted, refused + other.refused, failed + other.failed);
        }
    }

    private static final Outcome NOTHING = new Outcome(0, 0, 0);
    private static final Outcome POSTED = new Outcome(1, 0, 0);
    private static final Outcome REFUSED = new Outcome(0, 1, 0);
    private static final Outcome FAILED = new Outcome(0, 0, 1);

    private final PostingWork work;
    private final Optional<AccountingSystem> books;

    PostToBooks(PostingWork work, ObjectProvider<AccountingSystem> books) {
        this.work = work;
        this.books = Optional.ofNullable(books.getIfAvailable());
    }

    /** From the first node on that knows the accounting system. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (books.isPresent()) {
            work.start();
        }
    }

    /** Until nothing is due any more, or the accounting system is left in peace. */
    public Outcome run() {
        return books.map(this::run).orElse(NOTHING);
    }

    private Outcome run(AccountingSystem system) {
        Outcome outcome = NOTHING;
        List<Due> due = work.take(AT_ONCE, system);
        while (!due.isEmpty() && !Thread.currentThread().isInterrupted()) {
            for (int i = 0; i < due.size(); i++) {
                try {
                    outcome = outcome.plus(tell(due.get(i), system));
                } catch (LeftInPeace later) {
                    work.giveBack(due.subList(i, due.size()));
                    LOG.warn("Postings wait: {}", later.getMessage());
                    return outcome;
                }
            }
            due = work.take(AT_ONCE, system);
        }
        return outcome;
    }

    private Outcome tell(Due due, AccountingSystem system) throws LeftInPeace {
        try {
            Document document = due.reversedDocument() == null
                    ? system.post(due.key(), due.words())
                    : system.reverse(due.key(), due.reversedDocument(), due.words());
            return posted(due, document);
        } catch (LeftInPeace later) {
            throw later;
        } catch (Refused refusal) {
            return refusal.conflict() ? found(due, refusal, system) : refused(due, refusal);
        } catch (IOException unknown) {
            return failed(due, unknown);
        }
    }

    /** It holds something under our key: ours, where reference and amount are; no other is ever made. */
    private Outcome found(Due due, Refused refusal, AccountingSystem system) throws LeftInPeace {
        try {
            Optional<Document> held = due.reversedDocument() == null
                    ? system.find(due.reference())
                    : system.reversalOf(due.reversedDocument());
            return held.isPresent() ? posted(due, held.get()) : refused(due, refusal);
        } catch (LeftInPeace later) {
            throw later;
        } catch (IOException unknown) {
            return failed(due, unknown);
        }
    }

    private Outcome posted(Due due, Document document) {
        if (document.amount().compareTo(due.amount()) != 0) {
            return refused(
                    due,
                    new Refused("Document " + document.number() + " has another amount: " + document.amount(), true));
        }
        try {
            return work.posted(due, document) ? POSTED : NOTHING;
        } catch (DuplicateKeyException another) {
            return refused(
                    due, new Refused("Document " + document.number() + " stands for another posting already", true));
        }
    }

    private Outcome refused(Due due, Refused refusal) {
        LOG.warn("Posting {} is refused: {}", due.reference(), refusal.getMessage());
        return work.refused(due, String.valueOf(refusal.getMessage())) ? REFUSED : NOTHING;
    }

    private Outcome failed(Due due, IOException unknown) {
        LOG.warn("Posting {} is not confirmed yet: {}", due.reference(), unknown.getMessage());
        return work.failed(due, String.valueOf(unknown.getMessage())) ? FAILED : NOTHING;
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
