package org.ltet.portal.payments.ledger;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.Grants;
import org.ltet.portal.documents.Content;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.ledger.MoneyCheck.Difference;
import org.ltet.portal.payments.ledger.MoneyCheck.Level;
import org.ltet.portal.payments.ledger.MoneyCheck.Name;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Proves that the same money is found at every level: line, application, voucher, payment, batch, file, bank and ledger.
 * All levels of the database are read from one snapshot, so that work going on meanwhile makes no difference.
 */
@Component
public class CheckMoney {

    static final TaskDescriptor<Void> NOW = TaskDescriptor.of("payments-check-money-now");

    private static final Logger LOG = LoggerFactory.getLogger(CheckMoney.class);
    private static final int CHUNK = 1000;
    private static final int LISTED = 200;
    private static final Duration FILES_OF = Duration.ofDays(35);

    private final JdbcClient jdbc;
    private final MoneyCheckRows rows;
    private final Grants grants;
    private final Documents documents;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CheckMoney(
            JdbcClient jdbc,
            MoneyCheckRows rows,
            Grants grants,
            Documents documents,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.grants = grants;
        this.documents = documents;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /** What one run gathers. */
    private static final class Findings {

        private final List<Level> levels = new ArrayList<>();
        private final List<Difference> listed = new ArrayList<>();
        private int differences;

        void differ(Name level, String subject, String expected, String found) {
            differences++;
            if (listed.size() < LISTED) {
                listed.add(new Difference(level, subject, expected, found));
            }
        }
    }

    /** A file that was sent, and what it should hold. */
    private record Sent(UUID document, String name, long count, BigDecimal sum) {}

    /** Looks through everything, keeps what was found, and answers it. */
    public MoneyCheck run(User user) {
        Instant started = clock.instant();
        long from = System.nanoTime();
        Findings findings = new Findings();
        List<Sent> sent = new ArrayList<>();
        snapshot.executeWithoutResult(status -> {
            applications(findings);
            MoneyQueries.BY_LEVEL.forEach((level, questions) -> ask(level, questions, findings));
            sent.addAll(sent(started));
        });
        files(sent, findings);
        findings.levels.sort((a, b) -> a.name().compareTo(b.name()));
        MoneyCheck check = new MoneyCheck(
                Ids.next(),
                user.employeeNumber(),
                started,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from),
                findings.differences,
                findings.levels,
                findings.listed);
        transaction.executeWithoutResult(status -> {
            rows.insert(check);
            events.publishEvent(Audited.of("money.checked", "moneyCheck", check.id())
                    .changed("differences", null, check.differences()));
        });
        if (!check.sound()) {
            LOG.error("Money differs at {} places: {}", check.differences(), check.list());
        }
        return check;
    }

    /** Lines and sanctions, as the applications have them, against what the ledger holds for each. */
    private void applications(Findings findings) {
        Money sanctioned = Money.ZERO;
        Money lines = Money.ZERO;
        Money committed = Money.ZERO;
        long count = 0;
        UUID after = null;
        boolean more = true;
        while (more) {
            List<Grants.Granted> page = grants.page(after, CHUNK);
            more = page.size() == CHUNK;
            UUID last = more ? page.getLast().applicationId() : null;
            Map<UUID, Money> held = held(after, last);
            for (Grants.Granted granted : page) {
                Money inLedger = held.remove(granted.applicationId());
                count++;
                sanctioned = sanctioned.plus(granted.sanctioned());
                lines = lines.plus(granted.ofLines());
                committed = committed.plus(inLedger == null ? Money.ZERO : inLedger);
                if (!granted.ofLines().equals(granted.sanctioned())) {
                    findings.differ(
                            Name.LINE,
                            granted.number(),
                            granted.sanctioned().plain(),
                            granted.ofLines().plain());
                }
                if (!granted.sanctioned().equals(granted.recorded())) {
                    findings.differ(
                            Name.APPLICATION,
                            granted.number(),
                            granted.sanctioned().plain(),
                            text(granted.recorded()));
                }
                if (!granted.sanctioned().equals(inLedger)) {
                    findings.differ(
                            Name.APPLICATION,
                            granted.number(),
                            granted.sanctioned().plain(),
                            text(inLedger));
                }
            }
            held.forEach((application, amount) ->
                    findings.differ(Name.APPLICATION, application.toString(), "no sanction", amount.plain()));
            committed = held.values().stream().reduce(committed, Money::plus);
            after = last;
        }
        findings.levels.add(new Level(Name.LINE, count, sanctioned.amount(), lines.amount()));
        findings.levels.add(new Level(Name.APPLICATION, count, sanctioned.amount(), committed.amount()));
    }

    /** What the ledger holds for the applications after the one and up to the other. */
    private Map<UUID, Money> held(@Nullable UUID after, @Nullable UUID last) {
        Map<UUID, Money> held = new HashMap<>();
        jdbc.sql("""
                select application_id, sum(amount) amount from payments.commitment
                where place <> 'EXPENDITURE' and (:after::uuid is null or application_id > :after)
                    and (:last::uuid is null or application_id <= :last)
                group by application_id
                """).param("after", after).param("last", last).query(row -> {
            held.put(row.getObject("application_id", UUID.class), LedgerRows.money(row, "amount"));
        });
        return held;
    }

    private void ask(Name level, MoneyQueries.Questions questions, Findings findings) {
        findings.levels.add(jdbc.sql(questions.totals())
                .query((row, index) -> new Level(level, row.getLong(1), row.getBigDecimal(2), row.getBigDecimal(3)))
                .single());
        for (String question : questions.differences()) {
            jdbc.sql(question).query(row -> {
                findings.differ(level, row.getString(1), row.getString(2), row.getString(3));
            });
        }
    }

    private List<Sent> sent(Instant now) {
        return jdbc.sql("""
                select r.pain_document, r.file_name, b.payment_count, b.control_sum
                from payments.release r join payments.batch b on b.id = r.batch_id
                where r.released_at > :since or b.state <> 'RECONCILED' order by r.released_at
                """)
                .param("since", now.minus(FILES_OF).atOffset(ZoneOffset.UTC))
                .query((row, index) -> new Sent(
                        row.getObject("pain_document", UUID.class),
                        row.getString("file_name"),
                        row.getLong("payment_count"),
                        row.getBigDecimal("control_sum")))
                .list();
    }

    /** The files themselves, as they went to the bank: those of the last weeks and those not answered yet. */
    private void files(List<Sent> sent, Findings findings) {
        BigDecimal expected = BigDecimal.ZERO;
        BigDecimal found = BigDecimal.ZERO;
        for (Sent file : sent) {
            expected = expected.add(file.sum());
            try (Content content = documents.open(file.document())) {
                PainTotals totals = PainTotals.read(content.stream());
                found = found.add(totals.sum());
                String wanted = file.count() + " / " + file.sum();
                if (totals.count() != file.count() || totals.sum().compareTo(file.sum()) != 0) {
                    findings.differ(Name.FILE, file.name(), wanted, totals.count() + " / " + totals.sum());
                }
                if (totals.toldCount() != file.count() || totals.told().compareTo(file.sum()) != 0) {
                    findings.differ(Name.FILE, file.name(), wanted, totals.toldCount() + " / " + totals.told());
                }
            } catch (IOException | RuntimeException e) {
                LOG.warn("Bank file {} cannot be read", file.name(), e);
                findings.differ(Name.FILE, file.name(), file.count() + " / " + file.sum(), "-");
            }
        }
        findings.levels.add(new Level(Name.FILE, sent.size(), expected, found));
    }

    private static String text(@Nullable Money money) {
        return money == null ? "-" : money.plain();
    }

    /** Every night, and when somebody asks. */
    @Configuration(proxyBeanMethods = false)
    static class Jobs {

        @Bean
        Task<Void> checkMoneyTask(CheckMoney check, CurrentUser currentUser) {
            return Tasks.recurring("payments-check-money", Schedules.daily(IndiaTime.ZONE, LocalTime.of(1, 45)))
                    .execute((instance, context) -> run(check, currentUser));
        }

        @Bean
        Task<Void> checkMoneyNowTask(CheckMoney check, CurrentUser currentUser) {
            return Tasks.oneTime(NOW).execute((instance, context) -> run(check, currentUser));
        }

        private static void run(CheckMoney check, CurrentUser currentUser) {
            User job = User.system("money-check");
            currentUser.runAs(job, () -> check.run(job));
        }
    }
}
