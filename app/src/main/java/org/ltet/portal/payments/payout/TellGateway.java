package org.ltet.portal.payments.payout;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ltet.portal.payments.PayoutOrders;
import org.ltet.portal.payments.payout.PayoutWork.Due;
import org.ltet.portal.payments.payout.PayoutWork.Leave;
import org.ltet.portal.payments.spi.PayoutGateway;
import org.ltet.portal.payments.spi.PayoutGateway.Answered;
import org.ltet.portal.payments.spi.PayoutGateway.LeftInPeace;
import org.ltet.portal.payments.spi.PayoutGateway.Order;
import org.ltet.portal.payments.spi.PayoutGateway.Payout;
import org.ltet.portal.payments.spi.PayoutGateway.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Tells the gateway what is to be paid, and looks up what it has not settled. A payout is always looked for before it is
 * told; what nobody knows of is looked for again, and told again only long after, under the same key and in the same words.
 */
@Component
public class TellGateway {

    private static final Logger LOG = LoggerFactory.getLogger(TellGateway.class);
    private static final int AT_ONCE = 8;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** What is not sent so long after it was allowed is not sent: the claim may be another's before the answer is here. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    /** So long the gateway may not tell of what it accepted, before a person has to find out. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    /** So long another gateway, or account, may be set up by mistake. */
    private static final Duration ELSEWHERE = Duration.ofDays(1);

    /**
     * What one run did.
     *
     * @param told payouts that the gateway said something of
     * @param open those of which nobody knows, which are not there, or which are held
     * @param peace whether the run ended because the gateway is left in peace
     */
    public record Outcome(int told, int refused, int open, boolean peace) {

        private Outcome plus(Outcome other) {
            return new Outcome(told + other.told, refused + other.refused, open + other.open, peace || other.peace);
        }
    }

    private static final Outcome NOTHING = new Outcome(0, 0, 0, false);
    private static final Outcome TOLD = new Outcome(1, 0, 0, false);
    private static final Outcome REFUSED = new Outcome(0, 1, 0, false);
    private static final Outcome OPEN = new Outcome(0, 0, 1, false);
    private static final Outcome PEACE = new Outcome(0, 0, 0, true);

    private final PayoutWork work;
    private final HearGateway hear;
    private final PayoutOrders orders;
    private final Optional<PayoutGateway> gateway;
    private final Clock clock;

    TellGateway(
            PayoutWork work,
            HearGateway hear,
            PayoutOrders orders,
            ObjectProvider<PayoutGateway> gateway,
            Clock clock) {
        this.work = work;
        this.hear = hear;
        this.orders = orders;
        this.gateway = Optional.ofNullable(gateway.getIfAvailable());
        this.clock = clock;
    }

    /** Until nothing is due any more, or the gateway is left in peace. */
    public Outcome run() {
        return gateway.map(this::run).orElse(NOTHING);
    }

    private Outcome run(PayoutGateway known) {
        Outcome outcome = NOTHING;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Due> due = work.take(AT_ONCE, known.place());
            while (!due.isEmpty()) {
                List<Future<Outcome>> tries = new ArrayList<>();
                for (Due one : due) {
                    tries.add(threads.submit(() -> one(one, known)));
                }
                for (Future<Outcome> one : tries) {
                    outcome = outcome.plus(one.get());
                }
                due = outcome.peace() ? List.of() : work.take(AT_ONCE, known.place());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return outcome;
    }

    private Outcome one(Due due, PayoutGateway known) {
        try {
            return lookedUp(due, known);
        } catch (RuntimeException e) {
            // as when the database does not answer: the claim ends by itself, and then it is looked up
            LOG.warn("Payout {} is left as it is for now", due.reference(), e);
            return OPEN;
        }
    }

    /** A look-up that fails says nothing of the payout, whatever the failure. */
    private Outcome lookedUp(Due due, PayoutGateway known) {
        if (due.elsewhere(known.place())) {
            work.lost(due, "It was told to another gateway, or from another account, than is set up now", ELSEWHERE);
            return OPEN;
        }
        List<Payout> found;
        try {
            found = known.find(due.reference());
        } catch (LeftInPeace later) {
            work.giveBack(due);
            return PEACE;
        } catch (IOException notSaid) {
            return unknown(due, notSaid);
        }
        if (!found.isEmpty()) {
            hear.found(found);
            return TOLD;
        }
        if (due.state() == PayoutState.SENT) {
            work.lost(due, "The gateway has no payout " + due.reference() + " any more", FORGOTTEN);
            return OPEN;
        }
        if (due.state() != PayoutState.WAITING || due.uncertain(clock.instant())) {
            work.absent(due);
            return OPEN;
        }
        if (due.toGiveUp()) {
            return work.giveUp(due) ? TOLD : OPEN;
        }
        String mode = due.mode() == null ? known.mode() : due.mode();
        Order order = orders.of(due.paymentId(), due.reference(), mode);
        Instant begun = clock.instant();
        return work.begin(due, known.place(), mode) == Leave.GIVEN ? told(due, order, begun, known) : OPEN;
    }

    private Outcome told(Due due, Order order, Instant begun, PayoutGateway known) {
        Payout payout;
        try {
            if (clock.instant().isAfter(begun.plus(FRESH))) {
                return unknown(due, new IOException("It was to be sent, and was not in time"));
            }
            payout = known.pay(due.key(), order);
        } catch (LeftInPeace later) {
            work.untold(due);
            return PEACE;
        } catch (Refused refusal) {
            // after a try of which nobody knows it may refuse this one for what that one did
            if (due.unknownAt() != null) {
                return unknown(due, refusal);
            }
            LOG.warn("Payout {} is refused: {}", due.reference(), refusal.getMessage());
            return work.refused(due, refusal) ? REFUSED : NOTHING;
        } catch (IOException notSaid) {
            return unknown(due, notSaid);
        }
        hear.said(payout);
        return TOLD;
    }

    private Outcome unknown(Due due, IOException notSaid) {
        // in the words of the alarm about what does not reach the bank
        LOG.warn("Payout {} could not be delivered yet: {}", due.reference(), notSaid.getMessage());
        work.unknown(due, notSaid instanceof Answered answer ? answer.whole() : String.valueOf(notSaid.getMessage()));
        return OPEN;
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        Task<Void> tellGatewayTask(TellGateway tell) {
            return Tasks.recurring("payments-tell-gateway", FixedDelay.of(PAUSE))
                    .execute((instance, context) -> tell.run());
        }
    }
}
