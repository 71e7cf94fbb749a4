package org.ltet.portal.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Writes each entry inside the transaction of the change it tells of: both are kept or neither is (SEC-2). */
@Component
class Recorder {

    private static final User UNKNOWN = User.system("portal");

    private final JdbcClient jdbc;
    private final CurrentUser currentUser;
    private final Clock clock;
    private final SealedChanges sealedChanges;
    private final Marks marks;
    private final Set<YearMonth> months = ConcurrentHashMap.newKeySet();

    Recorder(JdbcClient jdbc, CurrentUser currentUser, Clock clock, SealedChanges sealedChanges, Marks marks) {
        this.jdbc = jdbc;
        this.currentUser = currentUser;
        this.clock = clock;
        this.sealedChanges = sealedChanges;
        this.marks = marks;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void record(Audited audited) {
        User actor = currentUser.find().orElse(UNKNOWN);
        UUID record = Ids.next();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        makeMonth(at);
        Written written = new Written(
                record,
                at,
                actor.accountId(),
                actor.employeeNumber(),
                actor.displayName(),
                actor.roleNames().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")),
                address(),
                audited.action(),
                audited.objectType(),
                audited.objectId(),
                audited.applicationId(),
                audited.schemeCode(),
                sealedChanges.write(audited.changes(), record),
                audited.reason());
        jdbc.sql("""
                        insert into audit.entry (at, actor_account, actor_number, actor_name, actor_roles, from_address,
                            action, object_type, object_id, application_id, scheme_code, changes, reason, record, mark)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
                        """)
                .param(at.atOffset(ZoneOffset.UTC))
                .param(written.actorAccount())
                .param(written.actorNumber())
                .param(written.actorName())
                .param(written.actorRoles())
                .param(written.fromAddress())
                .param(written.action())
                .param(written.objectType())
                .param(written.objectId())
                .param(written.applicationId())
                .param(written.schemeCode())
                .param(written.changes())
                .param(written.reason())
                .param(record)
                .param(marks.of(written))
                .update();
    }

    /** The job makes months ahead; this is for a month that it did not reach, as after a long stop. */
    private void makeMonth(Instant at) {
        YearMonth month = YearMonth.from(at.atZone(IndiaTime.ZONE));
        if (!months.contains(month)) {
            OffsetDateTime moment = at.atOffset(ZoneOffset.UTC);
            Boolean there = jdbc.sql("select audit.make_month(?)")
                    .param(moment)
                    .query(Boolean.class)
                    .single();
            if (there) {
                months.add(month);
            }
        }
    }

    private static @Nullable String address() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            HttpServletRequest request = attributes.getRequest();
            return request.getRemoteAddr();
        }
        return null;
    }
}
