package org.ltet.portal.payments.payout;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ltet.portal.payments.payout.PayoutDayRows.Held;
import org.ltet.portal.payments.spi.PayoutGateway;
import org.ltet.portal.payments.spi.PayoutGateway.Made;
import org.ltet.portal.payments.spi.PayoutGateway.Payout;
import org.ltet.portal.payments.spi.PayoutGateway.Standing;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Asks the gateway every morning what it paid on each of the last whole days, and compares payout by payout. A payout counts
 * on the day on which the gateway made it; what the gateway does not list, on the day on which the portal heard of it. One
 * that cannot be read differs; a day that the gateway does not tell, or one beside it, stands as it was found before.
 */
@Component
public class CompareGateway {

    private static final Logger LOG = LoggerFactory.getLogger(CompareGateway.class);
    private static final LocalTime MORNING = LocalTime.of(6, 20);
    static final int DAYS = 10;
    private static final int EXAMPLES = 10;

    private final PayoutDayRows rows;
    private final Optional<PayoutGateway> gateway;
    private final Clock clock;

    CompareGateway(PayoutDayRows rows, ObjectProvider<PayoutGateway> gateway, Clock clock) {
        this.rows = rows;
        this.gateway = Optional.ofNullable(gateway.getIfAvailable());
        this.clock = clock;
    }

    public void run() {
        LocalDate today = IndiaTime.today(clock);
        if (gateway.isEmpty() || !rows.anyBefore(start(today))) {
            return;
        }
        PayoutGateway known = gateway.get();
        // a day more at either end, as what was made before midnight may be heard of after it
        Map<LocalDate, Made> made = new HashMap<>();
        Set<String> listed = new HashSet<>();
        for (int ago = 0; ago <= DAYS + 1; ago++) {
            LocalDate day = today.minusDays(ago);
            try {
                Made ofDay = known.made(start(day), start(day.plusDays(1)));
                made.put(day, ofDay);
                listed.addAll(ids(ofDay));
            } catch (IOException e) {
                LOG.warn("The payment gateway does not say what it paid on {}: {}", day, e.getMessage());
            }
        }
        for (int ago = 1; ago <= DAYS; ago++) {
            LocalDate day = today.minusDays(ago);
            Made ofDay = made.get(day);
            if (ofDay != null && made.containsKey(day.minusDays(1)) && made.containsKey(day.plusDays(1))) {
                rows.keep(
                        compared(day, ofDay, listed, known.place()), known.place(), start(day), start(day.plusDays(1)));
            }
        }
    }

    private static Set<String> ids(Made made) {
        Set<String> ids = new HashSet<>(made.unreadable());
        made.payouts().forEach(payout -> ids.add(payout.id()));
        return ids;
    }

    private PayoutDay compared(LocalDate day, Made made, Set<String> listed, String place) {
        Set<String> ofDay = ids(made);
        Map<String, Held> held = new HashMap<>();
        for (Held one : rows.paid(place, ofDay, start(day), start(day.plusDays(1)))) {
            if (ofDay.contains(one.gatewayId()) || !listed.contains(one.gatewayId())) {
                held.put(one.gatewayId(), one);
            }
        }
        Map<String, BigDecimal> ours = new HashMap<>();
        held.forEach((id, one) -> ours.put(id, one.amount()));
        int told = 0;
        Money toldAmount = Money.ZERO;
        List<String> differ = new ArrayList<>(made.unreadable());
        made.unreadable().forEach(ours::remove);
        for (Payout payout : made.payouts()) {
            if (payout.standing() == Standing.PROCESSED) {
                told++;
                toldAmount = toldAmount.plus(Money.of(payout.amount()));
                BigDecimal same = ours.remove(payout.id());
                if (same == null || same.compareTo(payout.amount()) != 0) {
                    differ.add(payout.reference() == null ? payout.id() : payout.reference());
                }
            }
        }
        ours.keySet().forEach(id -> differ.add(id));
        return new PayoutDay(
                day,
                told,
                toldAmount,
                held.size(),
                Money.sum(held.values().stream()
                        .map(one -> Money.of(one.amount()))
                        .toList()),
                differ.size(),
                String.join(", ", differ.subList(0, Math.min(EXAMPLES, differ.size()))),
                clock.instant());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(IndiaTime.ZONE).toInstant();
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        Task<Void> compareGatewayTask(CompareGateway compare) {
            return Tasks.recurring("payments-compare-gateway", Schedules.daily(IndiaTime.ZONE, MORNING))
                    .execute((instance, context) -> compare.run());
        }
    }
}
