package org.ltet.portal.applications;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who acted at which stage of an application, from scrutiny to the approval of its voucher: one person at one stage
 * (REV-5). The primary key of the table holds it also when somebody acts at two stages in the same instant.
 */
@Component
public class Stages {

    public enum Stage {
        SCRUTINY,
        SUB_PANEL,
        APEX_PANEL,
        /** Asked for an approval beside the levels. */
        ADDED_APPROVER,
        ACCOUNTS_MAKER,
        ACCOUNTS_CHECKER;

        static Stage of(ReviewLevel level) {
            return valueOf(level.name());
        }

        static Stage of(Role role) {
            return role == Role.ACCOUNTS_OFFICER ? ACCOUNTS_MAKER : ACCOUNTS_CHECKER;
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    Stages(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Remembers that the person acts at this stage of these applications.
     *
     * @throws Refused forbidden "applications.actedAtOtherLevel" when the person acted at another stage of one of them,
     *     "applications.ownOrRelative" when the person was found to belong to one of the applicants
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void claim(Collection<UUID> applicationIds, Stage stage, User user) {
        UUID[] ids = applicationIds.toArray(UUID[]::new);
        requireNotBarred(ids, user);
        jdbc.sql("""
                insert into applications.level_actor (application_id, actor, applicant, level, since)
                select a.id, :actor, a.employee_number, :stage, :now
                from applications.application a where a.id = any(:ids)
                order by a.id
                on conflict (application_id, actor) do nothing
                """)
                .param("ids", ids)
                .param("actor", user.employeeNumber())
                .param("stage", stage.name())
                .param("now", ApplicationRows.timestamp(clock.instant()))
                .update();
        of(applicationIds, user).values().stream()
                .filter(acted -> acted != stage)
                .findFirst()
                .ifPresent(acted -> {
                    throw Refused.forbidden("applications.actedAtOtherLevel", acted.name());
                });
    }

    /** Also when what showed it is gone meanwhile, as an account that was closed. */
    private void requireNotBarred(UUID[] ids, User user) {
        boolean barred = jdbc.sql("""
                select exists (select 1 from applications.barred
                               where application_id = any(:ids) and employee_number = :actor)
                """)
                .param("ids", ids)
                .param("actor", user.employeeNumber())
                .query(Boolean.class)
                .single();
        if (barred) {
            throw Refused.forbidden("applications.ownOrRelative");
        }
    }

    /** At which stage the person acted, by application; those on which the person did not act are left out. */
    @Transactional(readOnly = true)
    public Map<UUID, Stage> of(Collection<UUID> applicationIds, User user) {
        Map<UUID, Stage> acted = new HashMap<>();
        jdbc.sql("""
                select application_id, level from applications.level_actor
                where application_id = any(:ids) and actor = :actor
                """)
                .param("ids", applicationIds.toArray(UUID[]::new))
                .param("actor", user.employeeNumber())
                .query(row -> {
                    acted.put(row.getObject("application_id", UUID.class), Stage.valueOf(row.getString("level")));
                });
        return acted;
    }
}
