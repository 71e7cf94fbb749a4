package org.ltet.portal.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/** Writes each entry inside the transaction of the change it tells of: both are kept or neither is (SEC-2). */
@Component
class Recorder {

    private static final User UNKNOWN = User.system("portal");

    private final JdbcClient jdbc;
    private final CurrentUser currentUser;
    private final Clock clock;
    private final JsonMapper json;

    Recorder(JdbcClient jdbc, CurrentUser currentUser, Clock clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.currentUser = currentUser;
        this.clock = clock;
        this.json = json;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void record(Audited audited) {
        User actor = currentUser.find().orElse(UNKNOWN);
        jdbc.sql("""
                        insert into audit.entry (at, actor_account, actor_number, actor_name, actor_roles, from_address,
                            action, object_type, object_id, application_id, scheme_code, changes, reason)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
                        """)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(actor.accountId())
                .param(actor.employeeNumber())
                .param(actor.displayName())
                .param(actor.roleNames().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")))
                .param(address())
                .param(audited.action())
                .param(audited.objectType())
                .param(audited.objectId())
                .param(audited.applicationId())
                .param(audited.schemeCode())
                .param(json.writeValueAsString(audited.changes()))
                .param(audited.reason())
                .update();
    }

    private static @Nullable String address() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            HttpServletRequest request = attributes.getRequest();
            return request.getRemoteAddr();
        }
        return null;
    }
}
