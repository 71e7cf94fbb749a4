package org.ltet.portal.applications;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembers what makes an application climb higher than its amount does, as its scheme version asks for (REV-5). Who judges
 * the risk, or lets something be overridden, answers for it and writes its own entry.
 */
@Component
public class RaiseLevels {

    private static final String HIGH_RISK = "HIGH_RISK";
    private static final String OVERRIDE = "OVERRIDE";

    private final JdbcClient jdbc;
    private final Clock clock;

    RaiseLevels(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Circumstances of(UUID applicationId) {
        return of(List.of(applicationId)).getOrDefault(applicationId, Circumstances.NONE);
    }

    /** Of those for which there is anything. */
    @Transactional(readOnly = true)
    public Map<UUID, Circumstances> of(Collection<UUID> applicationIds) {
        Map<UUID, Circumstances> found = new HashMap<>();
        jdbc.sql("""
                select application_id, bool_or(cause = 'HIGH_RISK') as high_risk, bool_or(cause = 'OVERRIDE') as overridden
                from applications.raised where application_id = any(?) and lowered_at is null group by application_id
                """).param(applicationIds.toArray(UUID[]::new)).query(row -> {
            found.put(
                    row.getObject("application_id", UUID.class),
                    new Circumstances(row.getBoolean("high_risk"), row.getBoolean("overridden")));
        });
        return found;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void highRisk(UUID applicationId, boolean high) {
        if (high) {
            raise(applicationId, HIGH_RISK);
        } else {
            jdbc.sql("""
                    update applications.raised set lowered_at = greatest(:now, raised_at)
                    where application_id = :id and cause = :cause and lowered_at is null
                    """)
                    .param("now", ApplicationRows.timestamp(clock.instant()))
                    .param("id", applicationId)
                    .param("cause", HIGH_RISK)
                    .update();
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void overridden(UUID applicationId) {
        raise(applicationId, OVERRIDE);
    }

    private void raise(UUID applicationId, String cause) {
        jdbc.sql("""
                insert into applications.raised (application_id, cause, raised_at) values (:id, :cause,
                    greatest(:now, (select max(lowered_at) + interval '1 microsecond' from applications.raised
                                    where application_id = :id and cause = :cause)))
                on conflict (application_id, cause) where lowered_at is null do nothing
                """)
                .param("id", applicationId)
                .param("cause", cause)
                .param("now", ApplicationRows.timestamp(clock.instant()))
                .update();
    }
}
