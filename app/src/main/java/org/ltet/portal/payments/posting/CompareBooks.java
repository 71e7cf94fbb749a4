package org.ltet.portal.payments.posting;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.ltet.portal.payments.spi.AccountingSystem;
import org.ltet.portal.shared.IndiaTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Asks the accounting system every morning, and when somebody wants it, what it holds for each of the last days. */
@Component
public class CompareBooks {

    static final TaskDescriptor<Void> NOW = TaskDescriptor.of("payments-compare-books-now");

    private static final Logger LOG = LoggerFactory.getLogger(CompareBooks.class);
    private static final LocalTime MORNING = LocalTime.of(6, 10);
    private static final int DAYS = 62;

    private final PostingDayRows rows;
    private final Optional<AccountingSystem> books;
    private final Clock clock;

    CompareBooks(PostingDayRows rows, ObjectProvider<AccountingSystem> books, Clock clock) {
        this.rows = rows;
        this.books = Optional.ofNullable(books.getIfAvailable());
        this.clock = clock;
    }

    public void run() {
        LocalDate start = rows.start().orElse(null);
        if (books.isEmpty() || start == null) {
            return;
        }
        LocalDate today = IndiaTime.today(clock);
        LocalDate from = start.isAfter(today.minusDays(DAYS)) ? start : today.minusDays(DAYS);
        try {
            rows.keep(from, books.get().totals(from, today));
        } catch (IOException e) {
            LOG.warn("The accounting system does not say what it holds: {}", e.getMessage());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Jobs {

        @Bean
        Task<Void> compareBooksTask(CompareBooks compare) {
            return Tasks.recurring("payments-compare-books", Schedules.daily(IndiaTime.ZONE, MORNING))
                    .execute((instance, context) -> compare.run());
        }

        @Bean
        Task<Void> compareBooksNowTask(CompareBooks compare) {
            return Tasks.oneTime(NOW).execute((instance, context) -> compare.run());
        }
    }
}
