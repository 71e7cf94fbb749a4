package org.ltet.portal.payments;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.ltet.portal.documents.Content;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.payments.spi.BankChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Carries a released file to the bank, in a job of its own and outside any transaction. The name of the file is the
 * same at every try, so a try that was cut off after the bank had taken the file does no harm.
 */
@Configuration(proxyBeanMethods = false)
class DeliverBankFile {

    static final TaskDescriptor<Order> TASK = TaskDescriptor.of("payments-deliver-bank-file", Order.class);

    private static final Logger LOG = LoggerFactory.getLogger(DeliverBankFile.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int DOUBLINGS = 6;

    /** Which batch's file to carry. */
    record Order(UUID batchId) {}

    @Bean
    Task<Order> deliverBankFileTask(ReleaseRows releases, Documents documents, BankChannel bank) {
        return Tasks.oneTime(TASK)
                .onFailure((failed, operations) -> operations.reschedule(
                        failed, failed.getTimeDone().plus(pause(failed.getExecution().consecutiveFailures))))
                .execute((instance, context) -> deliver(instance.getData().batchId(), releases, documents, bank));
    }

    /** Twice as long after each failure, but never so long that a bank that is back has to wait for us. */
    private static Duration pause(int earlierFailures) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(earlierFailures, DOUBLINGS));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private static void deliver(UUID batchId, ReleaseRows releases, Documents documents, BankChannel bank) {
        ReleaseView release = releases.find(batchId).orElseThrow();
        try (Content content = documents.open(release.painDocument())) {
            bank.deliver(
                    release.fileName(), content.stream(), content.document().size());
        } catch (IOException | RuntimeException e) {
            releases.failed(batchId, String.valueOf(e.getMessage()));
            LOG.warn("Bank file {} could not be delivered yet", release.fileName(), e);
            throw new IllegalStateException("The bank does not take " + release.fileName(), e);
        }
        releases.delivered(batchId);
        LOG.info("Bank file {} delivered", release.fileName());
    }
}
