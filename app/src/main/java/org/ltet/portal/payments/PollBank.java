package org.ltet.portal.payments;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.spi.BankChannel;
import org.ltet.portal.payments.spi.RemoteFile;
import org.ltet.portal.shared.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Looks into the bank's outbox and takes what is new, oldest first. One bad file does not hold up the others. */
@Component
public class PollBank {

    private static final Logger LOG = LoggerFactory.getLogger(PollBank.class);
    private static final User JOB = User.system("bank-poll");

    private final BankChannel bank;
    private final ImportRows imports;
    private final TakeStatement takeStatement;

    PollBank(BankChannel bank, ImportRows imports, TakeStatement takeStatement) {
        this.bank = bank;
        this.imports = imports;
        this.takeStatement = takeStatement;
    }

    /** What was found and taken this time. */
    public List<ImportResult> poll() throws IOException {
        List<RemoteFile> offered = bank.outbox().stream()
                .filter(file -> file.name().endsWith(".xml"))
                .toList();
        Set<RemoteFile> seen = offered.isEmpty() ? Set.of() : imports.seen(offered);
        List<ImportResult> results = new ArrayList<>();
        IOException broken = null;
        for (RemoteFile file : offered) {
            if (!seen.contains(file)) {
                try (InputStream content = bank.fetch(file.name())) {
                    results.add(takeStatement.take(file.name(), TakeStatement.OUTBOX, content, JOB));
                } catch (IOException | Refused e) {
                    LOG.warn("Bank file {} could not be fetched yet", file.name(), e);
                    broken = e instanceof IOException io ? io : new IOException(e);
                }
            }
        }
        if (broken != null) {
            throw broken;
        }
        return results;
    }

    /** The recurring job; a failure is tried again at the next turn. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        Task<Void> pollBankTask(PollBank pollBank, StatementLimits limits) {
            return Tasks.recurring("payments-poll-bank", FixedDelay.of(limits.pollInterval()))
                    .execute((instance, context) -> {
                        try {
                            pollBank.poll();
                        } catch (IOException e) {
                            LOG.warn("The bank's outbox cannot be read: {}", e.getMessage());
                        }
                    });
        }
    }
}
