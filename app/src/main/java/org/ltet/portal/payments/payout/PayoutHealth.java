package org.ltet.portal.payments.payout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.operations.spi.HealthCheck.Finding;
import org.ltet.portal.operations.spi.HealthCheck.State;
import org.ltet.portal.payments.spi.PayoutGateway;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The payment gateway: what it was not told yet, or what it does not settle, and what it refused; what another one has, also
 * what that paid and may yet take back. Of what people settled otherwise nobody waits for it.
 */
@Configuration(proxyBeanMethods = false)
class PayoutHealth {

    private static final Duration LATE = Duration.ofHours(1);
    private static final Duration BROKEN = Duration.ofHours(24);
    private static final Duration COMPARED = Duration.ofHours(26);

    private record Waiting(@Nullable Instant oldest, int refused, int elsewhere, int differing, boolean uncompared) {}

    @Bean
    HealthCheck gatewayHealth(JdbcClient jdbc, Clock clock, ObjectProvider<PayoutGateway> gateway) {
        return HealthCheck.of("gateway", () -> {
            PayoutGateway known = gateway.getIfAvailable();
            Instant compared = clock.instant().minus(COMPARED);
            Waiting waiting = jdbc.sql("""
                    select min(p.planned_at) filter (where p.state in ('WAITING', 'SENT')) oldest,
                        count(*) filter (where p.state = 'REFUSED') refused,
                        count(*) filter (where p.told_to <> :place::text
                            and (p.state = 'SENT' or (p.state = 'WAITING' and p.unknown_at is not null)))
                            + (select count(*) from payments.payout w
                                where w.state = 'PROCESSED' and w.watched_until > :now and w.told_to <> :place::text) elsewhere,
                        (select count(*) from payments.payout_day where differ > 0 and day >= :since) differing,
                        exists (select 1 from payments.payout where sent_at < :due)
                            and not exists (select 1 from payments.payout_day where asked_at >= :compared) uncompared
                    from payments.payout p join payments.payment t on t.id = p.payment_id
                    where p.state in ('WAITING', 'SENT', 'REFUSED') and t.state = 'RELEASED'
                    """)
                    .param("now", PayoutRows.time(clock.instant()))
                    .param("compared", PayoutRows.time(compared))
                    .param(
                            "due",
                            PayoutRows.time(IndiaTime.dateOf(compared)
                                    .atStartOfDay(IndiaTime.ZONE)
                                    .toInstant()))
                    .param("since", IndiaTime.today(clock).minusDays(CompareGateway.DAYS))
                    .param("place", known == null ? null : known.place())
                    .query((row, index) -> new Waiting(
                            PayoutRows.moment(row, "oldest"),
                            row.getInt("refused"),
                            row.getInt("elsewhere"),
                            row.getInt("differing"),
                            row.getBoolean("uncompared")))
                    .single();
            if (known == null && waiting.oldest() == null) {
                return Finding.unused("no payment gateway is set up");
            }
            if (waiting.elsewhere() > 0) {
                return new Finding(
                        State.BROKEN,
                        waiting.elsewhere() + " told to another gateway or account than is set up",
                        "settled before it is changed");
            }
            Finding finding = Finding.waiting(waiting.oldest(), clock.instant(), LATE, BROKEN);
            if (finding.state() != State.GOOD) {
                return finding;
            }
            if (known != null && waiting.uncompared()) {
                return new Finding(State.LATE, "not compared with what it says it paid", "every morning");
            }
            if (waiting.refused() > 0) {
                return new Finding(State.LATE, waiting.refused() + " refused", "none");
            }
            return waiting.differing() > 0
                    ? new Finding(State.LATE, waiting.differing() + " days differ from what it says it paid", "none")
                    : finding;
        });
    }
}
