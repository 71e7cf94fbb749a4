package org.ltet.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The table of wishes for one-time codes. */
@Component
class CodeRequests {

    static final int TRIES = 5;

    /** A wish that the sending job works on. */
    record Open(UUID id, String name, String language, Instant expiresAt) {}

    /** What a typed code is compared with; no hash where nothing was sent. */
    record Tried(@Nullable String employeeNumber, byte @Nullable [] codeHash) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    CodeRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(UUID id, String name, CodePurpose purpose, Locale language, Duration lifetime) {
        OffsetDateTime now = now();
        jdbc.sql("""
                        insert into identity.code_request (id, name, purpose, language, requested_at, expires_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(id, name, purpose.name(), language.getLanguage(), now, now.plus(lifetime))
                .update();
    }

    Optional<Open> toSend(UUID id) {
        return jdbc.sql("""
                        select id, name, language, expires_at from identity.code_request
                        where id = ? and sent_at is null and used_at is null and expires_at > ?
                        """)
                .params(id, now())
                .query((row, index) -> new Open(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("language"),
                        row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    void prepare(UUID id, String employeeNumber, byte[] codeHash) {
        jdbc.sql("update identity.code_request set employee_number = ?, code_hash = ? where id = ? and used_at is null")
                .params(employeeNumber, codeHash, id)
                .update();
    }

    void sent(UUID id) {
        jdbc.sql("update identity.code_request set sent_at = ? where id = ? and used_at is null")
                .params(now(), id)
                .update();
    }

    /** Counts a try before it is looked at, so that many at once are no more than a few; empty when none is left. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Optional<Tried> countTry(UUID id, CodePurpose purpose) {
        return jdbc.sql("""
                        update identity.code_request set tries = tries + 1
                        where id = ? and purpose = ? and tries < ? and used_at is null and expires_at > ?
                        returning employee_number, code_hash
                        """)
                .params(id, purpose.name(), TRIES, now())
                .query((row, index) -> new Tried(row.getString("employee_number"), row.getBytes("code_hash")))
                .optional();
    }

    /** True for exactly one caller; the other codes of this person end with it. */
    boolean use(UUID id, String employeeNumber) {
        boolean first = jdbc.sql("""
                        update identity.code_request set used_at = ?
                        where id = ? and employee_number = ? and used_at is null and expires_at > ?
                        """).params(now(), id, employeeNumber, now()).update() == 1;
        if (first) {
            jdbc.sql("update identity.code_request set code_hash = null where employee_number = ? and used_at is null")
                    .param(employeeNumber)
                    .update();
        }
        return first;
    }

    int forgetExpiredBefore(Instant limit) {
        return jdbc.sql("delete from identity.code_request where expires_at < ?")
                .param(limit.atOffset(ZoneOffset.UTC))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
