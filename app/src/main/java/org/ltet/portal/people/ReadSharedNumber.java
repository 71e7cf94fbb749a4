package org.ltet.portal.people;

import java.util.UUID;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A number that two members gave, in clear for who looks into it (SEC-3). */
@Component
public class ReadSharedNumber {

    private final SharedNumbers shared;
    private final IdentityNumbers numbers;
    private final People people;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    ReadSharedNumber(
            SharedNumbers shared,
            IdentityNumbers numbers,
            People people,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.shared = shared;
        this.numbers = numbers;
        this.people = people;
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * That it was read, by whom and why, stays on record.
     *
     * @throws Refused not found, also when it concerns other companies or was taken back
     */
    @Transactional
    public String read(UUID id, String reason, User staff) {
        SharedNumber number = shared.find(id, staff);
        if (number.kind() == SharedNumbers.Kind.PAN) {
            return numbers.read(number.member().memberId(), IdentityNumber.PAN, reason);
        }
        UUID account = jdbc.sql("select number_id from people.shared_number where id = ?")
                .param(id)
                .query(UUID.class)
                .single();
        events.publishEvent(
                Audited.of("people.numberRead", "member", number.member().memberId())
                        .changed("number", null, "BANK_ACCOUNT")
                        .because(reason));
        return people.payee(account).number();
    }
}
