package org.ltet.portal.people;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.ltet.portal.identity.spi.Standing;
import org.ltet.portal.identity.spi.StandingDirectory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the review of access who retired, left or died (ACC-10). */
@Component
class MemberStandings implements StandingDirectory {

    private final JdbcClient jdbc;

    MemberStandings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Standing> of(Collection<String> employeeNumbers) {
        Map<String, Standing> standings = new HashMap<>();
        jdbc.sql("select employee_number, status from people.member where employee_number = any(?)")
                .param(employeeNumbers.toArray(String[]::new))
                .query(row -> {
                    standings.put(row.getString("employee_number"), Standing.valueOf(row.getString("status")));
                });
        return standings;
    }
}
