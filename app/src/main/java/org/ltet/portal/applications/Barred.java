package org.ltet.portal.applications;

import java.time.Instant;
import java.util.Set;
import org.ltet.portal.people.People;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps with an application who must never act on it, so that the database refuses them too: whoever shares a relative
 * or a bank account with the applicant at the moment of handing in.
 */
@Component
class Barred {

    private final People people;
    private final JdbcClient jdbc;

    Barred(People people, JdbcClient jdbc) {
        this.people = people;
        this.jdbc = jdbc;
    }

    void keep(Application app, Instant now) {
        Set<String> related = people.relatedEmployees(app.memberId);
        if (related.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into applications.barred (application_id, employee_number, found_at)
                select :id, number, :now from unnest(:numbers::text[]) as number
                on conflict (application_id, employee_number) do nothing
                """)
                .param("id", app.id)
                .param("numbers", related.toArray(String[]::new))
                .param("now", ApplicationRows.timestamp(now))
                .update();
    }
}
