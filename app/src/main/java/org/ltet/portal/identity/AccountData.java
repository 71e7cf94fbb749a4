package org.ltet.portal.identity;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.spi.DataSubject;
import org.ltet.portal.operations.spi.Erasure;
import org.ltet.portal.operations.spi.Held;
import org.ltet.portal.operations.spi.LegalGround;
import org.ltet.portal.operations.spi.PersonalDataHolder;
import org.ltet.portal.operations.spi.PersonalDataSink;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What identity keeps about a person: the account and the attempts to get into it. */
@Component
class AccountData implements PersonalDataHolder {

    /** More than anybody signs in within the time for which it is kept. */
    private static final int MANY = 20_000;

    /** Logs stay for a year whoever asks (Digital Personal Data Protection Rules 2025, rule 8(3)). */
    private static final Duration LOGS_KEPT = Duration.ofDays(365);

    record Account(
            String employeeNumber,
            String name,
            @Nullable String email,
            Instant openedAt,
            @Nullable Instant lastSignInAt,
            List<String> roles) {}

    private final JdbcClient jdbc;
    private final SignInHistory history;
    private final Clock clock;

    AccountData(JdbcClient jdbc, SignInHistory history, Clock clock) {
        this.jdbc = jdbc;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public void export(DataSubject subject, PersonalDataSink sink) throws IOException {
        UUID id = id(subject);
        if (id == null) {
            return;
        }
        sink.json("account", account(id));
        sink.json("sign-ins", history.latest(id, MANY));
    }

    @Override
    public List<Erasure> erase(DataSubject subject, Held held) {
        UUID id = id(subject);
        if (id == null) {
            return List.of();
        }
        OffsetDateTime logsKept = clock.instant().minus(LOGS_KEPT).atOffset(ZoneOffset.UTC);
        int signIns = jdbc.sql("delete from identity.sign_in where account_id = ? and at < ?")
                .params(id, logsKept)
                .update();
        long kept = jdbc.sql("select count(*) from identity.sign_in where account_id = ?")
                .param(id)
                .query(Long.class)
                .single();
        jdbc.sql("delete from identity.password_history where account_id = ?")
                .param(id)
                .update();
        jdbc.sql("update identity.account set email = null where id = ?")
                .param(id)
                .update();
        return List.of(
                new Erasure("identity.signIns", signIns, kept, kept > 0 ? LegalGround.SECURITY_RECORD : null),
                Erasure.kept("identity.account", 1, LegalGround.EMPLOYMENT));
    }

    private @Nullable UUID id(DataSubject subject) {
        return jdbc.sql("select id from identity.account where employee_number = ?")
                .param(subject.employeeNumber())
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    private Account account(UUID id) {
        List<String> roles = jdbc.sql("select role from identity.role_assignment where account_id = ? order by role")
                .param(id)
                .query(String.class)
                .list();
        return jdbc.sql(
                        "select employee_number, display_name, email, opened_at, last_sign_in_at from identity.account where id = ?")
                .param(id)
                .query((row, index) -> {
                    OffsetDateTime last = row.getObject("last_sign_in_at", OffsetDateTime.class);
                    return new Account(
                            row.getString("employee_number"),
                            row.getString("display_name"),
                            row.getString("email"),
                            row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                            last == null ? null : last.toInstant(),
                            roles);
                })
                .single();
    }
}
