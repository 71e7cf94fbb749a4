package org.ltet.portal.identity;

import java.time.Instant;
import org.ltet.portal.operations.Setting;
import org.ltet.portal.operations.spi.DueRecords;
import org.ltet.portal.operations.spi.Held;
import org.ltet.portal.operations.spi.RetentionRule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who tried to sign in, until nobody asks any more. */
@Component
class SignInRetention implements RetentionRule {

    private static final Setting KEPT = Setting.days("identity.signIns.keptFor", 400, 365, 3650);

    private static final String DUE = """
            select s.id from identity.sign_in s join identity.account a on a.id = s.account_id
             where s.at < :before and a.employee_number <> all(:heldMembers) limit :most
            """;

    private final DueRecords due;

    SignInRetention(JdbcClient jdbc) {
        this.due = new DueRecords(jdbc, DUE);
    }

    @Override
    public String name() {
        return "identity.signIns";
    }

    @Override
    public Setting keptFor() {
        return KEPT;
    }

    @Override
    public long due(Instant before, Held held) {
        return due.count(before, held);
    }

    @Override
    public int remove(Instant before, Held held) {
        return due.in("delete from identity.sign_in where id in (%s)", before, held, BATCH)
                .update();
    }
}
