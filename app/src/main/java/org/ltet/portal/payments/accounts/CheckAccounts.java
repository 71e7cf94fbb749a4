package org.ltet.portal.payments.accounts;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.accounts.AccountCheck.State;
import org.ltet.portal.payments.accounts.CheckRows.Due;
import org.ltet.portal.payments.spi.AccountValidator;
import org.ltet.portal.payments.spi.AccountValidator.Account;
import org.ltet.portal.payments.spi.AccountValidator.Answer;
import org.ltet.portal.payments.spi.PayoutGateway.LeftInPeace;
import org.ltet.portal.payments.spi.PayoutGateway.Refused;
import org.ltet.portal.people.PayeeAccount;
import org.ltet.portal.people.People;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Asks, once for each account to which a voucher is to pay and to which nothing was paid yet, whether it exists and whose
 * it is: also for the new details after money came back. Nothing of the database is held meanwhile; what was not answered
 * is asked again under the same key, for a day from the first try; a day later it is planned anew.
 */
@Component
public class CheckAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(CheckAccounts.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final CheckRows rows;
    private final People people;
    private final Optional<AccountValidator> validator;
    private final Clock clock;

    CheckAccounts(CheckRows rows, People people, ObjectProvider<AccountValidator> validator, Clock clock) {
        this.rows = rows;
        this.people = people;
        this.validator = Optional.ofNullable(validator.getIfAvailable());
        this.clock = clock;
    }

    /** Until nothing is due any more, or the gateway is left in peace. */
    public void run() {
        validator.ifPresent(known -> {
            rows.plan();
            Optional<Due> due = rows.take();
            while (due.isPresent() && asked(due.get(), known)) {
                due = rows.take();
            }
        });
    }

    /** @return whether it is worth asking about another one */
    private boolean asked(Due due, AccountValidator known) {
        try {
            PayeeAccount payee = people.payee(due.bankAccount());
            Account account = new Account(payee.holder(), payee.ifsc(), payee.number());
            switch (known.validate(due.key(), account)) {
                case Answer.NotYet() -> later(due, "The bank has not answered yet");
                case Answer.Missing() -> rows.answered(due, State.NO_ACCOUNT, null, null);
                case Answer.NotFoundOut() -> rows.unanswered(due, "The bank does not say");
                case Answer.Exists(String name) -> exists(due, payee.holder(), name);
            }
        } catch (LeftInPeace peace) {
            rows.giveBack(due);
            return false;
        } catch (Refused refusal) {
            rows.unanswered(due, String.valueOf(refusal.getMessage()));
        } catch (IOException notSaid) {
            later(due, String.valueOf(notSaid.getMessage()));
        } catch (RuntimeException e) {
            LOG.warn("Account {} cannot be asked about", due.bankAccount(), e);
            later(due, "It cannot be asked about");
        }
        return true;
    }

    private void exists(Due due, String holder, @Nullable String nameAtBank) {
        if (nameAtBank == null) {
            rows.answered(due, State.NAME_NOT_TOLD, null, null);
            return;
        }
        int score = NameMatch.score(holder, nameAtBank);
        State state = score >= NameMatch.ENOUGH ? State.NAME_MATCHES : State.NAME_DIFFERS;
        rows.answered(due, state, score, NameMatch.masked(nameAtBank));
    }

    private void later(Due due, String why) {
        if (due.givenUp(clock.instant())) {
            rows.unanswered(due, why);
        } else {
            rows.later(due, why);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        Task<Void> checkAccountsTask(CheckAccounts check) {
            return Tasks.recurring("payments-check-accounts", FixedDelay.of(PAUSE))
                    .execute((instance, context) -> check.run());
        }
    }
}
