package org.ltet.portal.payments;

import static org.ltet.portal.payments.PaymentsFixture.CHECKER;
import static org.ltet.portal.payments.PaymentsFixture.MAKER;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.ltet.portal.PortalApplication;
import org.ltet.portal.applications.Households;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.ledger.CheckMoney;
import org.ltet.portal.payments.ledger.MoneyCheck;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.TestConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The portal as a process of its own, for the test that kills it: sanctions some applications, says READY, then takes
 * every step of paying that is still open, whatever an earlier process left, says SETTLED, and then DONE with what the check of
 * all totals found.
 */
final class KilledPortal {

    private static final long PATIENCE_NANOS = Duration.ofMinutes(4).toNanos();

    private final CheckVouchers checkVouchers;
    private final AssembleBatch assembleBatch;
    private final ReleaseBatch releaseBatch;
    private final Batches batches;
    private final Vouchers vouchers;
    private final PollBank pollBank;
    private final Scheduler scheduler;
    private final TestClock clock;

    private KilledPortal(ConfigurableApplicationContext context) {
        checkVouchers = context.getBean(CheckVouchers.class);
        assembleBatch = context.getBean(AssembleBatch.class);
        releaseBatch = context.getBean(ReleaseBatch.class);
        batches = context.getBean(Batches.class);
        vouchers = context.getBean(Vouchers.class);
        pollBank = context.getBean(PollBank.class);
        scheduler = context.getBean(Scheduler.class);
        clock = context.getBean(TestClock.class);
    }

    /** How many applications to sanction first, and the how-many-eth start this is. */
    public static void main(String[] arguments) throws Exception {
        SpringApplication application = new SpringApplication(
                PortalApplication.class, TestConfiguration.class, PaymentsFixture.class, Households.class);
        // A node that died is missed after some minutes: each start is that much later, before the first job runs.
        Duration later = Duration.ofMinutes(10L * Integer.parseInt(arguments[1]));
        application.addListeners((ApplicationListener<ApplicationStartedEvent>) started ->
                started.getApplicationContext().getBean(TestClock.class).advance(later));
        ConfigurableApplicationContext context = application.run();
        PaymentsFixture fixture = context.getBean(PaymentsFixture.class);
        for (int i = Integer.parseInt(arguments[0]); i > 0; i--) {
            fixture.sanctioned(
                    "6000.00",
                    "7" + ThreadLocalRandom.current().nextLong(1_000_000_000_000L, 9_000_000_000_000L) + "11");
        }
        say("READY");
        new KilledPortal(context).work();
        say("SETTLED");
        MoneyCheck check = context.getBean(CheckMoney.class).run(User.system("kill-test"));
        check.levels()
                .forEach(level -> say(
                        "LEVEL " + level.name() + " " + level.count() + " " + level.expected() + " " + level.found()));
        check.list().forEach(difference -> say("DIFFERENCE " + difference));
        say(check.sound() ? "DONE" : "UNSOUND");
        Runtime.getRuntime().halt(0);
    }

    private static void say(String what) {
        System.out.println(what);
        System.out.flush();
    }

    private void work() throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!finished()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Not finished: " + vouchers.waiting(MAKER));
            }
            sign(WorkList.TO_VERIFY, VoucherAction.VERIFY, MAKER);
            sign(WorkList.TO_APPROVE, VoucherAction.APPROVE, CHECKER);
            List<BatchView> known = batches.page(null, null, MAKER).items();
            if (known.stream().noneMatch(batch -> batch.state() == BatchState.OPEN)
                    && vouchers.waiting(MAKER).containsKey(WorkList.TO_BATCH)) {
                assembleBatch.open("Killed now and then", MAKER);
                known = batches.page(null, null, MAKER).items();
            }
            for (BatchView batch : known) {
                push(batch);
            }
            pollBank.poll();
            clock.advance(Duration.ofSeconds(1));
            scheduler.triggerCheckForDueExecutions();
            Thread.sleep(20);
        }
    }

    private void sign(WorkList list, VoucherAction action, User user) {
        List<CheckVouchers.Chosen> chosen = vouchers.page(VoucherFilter.of(list), null, user).items().stream()
                .map(voucher -> new CheckVouchers.Chosen(voucher.id(), voucher.version()))
                .toList();
        if (!chosen.isEmpty()) {
            checkVouchers.signAll(action, chosen, user);
        }
    }

    /** One step further with a batch. */
    private void push(BatchView batch) {
        switch (batch.state()) {
            case OPEN -> {
                if (vouchers.waiting(MAKER).containsKey(WorkList.TO_BATCH)) {
                    assembleBatch.addAll(batch.id(), batch.version(), VoucherFilter.of(WorkList.TO_BATCH), MAKER);
                } else if (batch.totals().count() > 0) {
                    assembleBatch.freeze(batch.id(), batch.version(), IndiaTime.today(clock), MAKER);
                }
            }
            case FROZEN -> releaseBatch.approve(batch.id(), batch.version(), CHECKER);
            case APPROVED -> releaseBatch.release(batch.id(), batch.version(), CHECKER);
            case RELEASED, PARTLY_RECONCILED, RECONCILED -> {
                // The bank is asked once in each turn.
            }
        }
    }

    private boolean finished() {
        return vouchers.waiting(MAKER).isEmpty()
                && batches.page(null, null, MAKER).items().stream()
                        .allMatch(batch -> batch.state() == BatchState.RECONCILED
                                || (batch.state() == BatchState.OPEN
                                        && batch.totals().count() == 0));
    }
}
