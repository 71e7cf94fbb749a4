package org.ltet.portal.payments.ledger;

import java.time.Clock;
import java.time.Duration;
import org.ltet.portal.operations.spi.HealthCheck;
import org.springframework.stereotype.Component;

/** What the last check of all totals found. */
@Component
class LedgerHealth implements HealthCheck {

    private static final Duration LATE = Duration.ofHours(26);
    private static final Duration BROKEN = Duration.ofDays(7);

    private final MoneyCheckRows rows;
    private final Clock clock;

    LedgerHealth(MoneyCheckRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "money-checked";
    }

    @Override
    public Finding look() {
        MoneyCheck last = rows.last().orElse(null);
        if (last == null) {
            return Finding.done(null, clock.instant(), LATE, BROKEN);
        }
        return last.sound()
                ? Finding.done(last.startedAt(), clock.instant(), LATE, BROKEN)
                : new Finding(State.BROKEN, last.differences() + " differences found", "none");
    }
}
