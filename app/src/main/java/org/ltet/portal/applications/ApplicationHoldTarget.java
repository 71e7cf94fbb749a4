package org.ltet.portal.applications;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.operations.spi.HoldTarget;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the application on which a legal hold is to lie, by its number. */
@Component
class ApplicationHoldTarget implements HoldTarget {

    private final JdbcClient jdbc;

    ApplicationHoldTarget(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Found> find(String typed) {
        return jdbc.sql("select id, number, member_name from applications.application where number = ?")
                .param(typed.toUpperCase(Locale.ROOT))
                .query((row, index) -> new Found(
                        null,
                        row.getObject("id", UUID.class),
                        row.getString("number") + ", " + row.getString("member_name")))
                .optional();
    }
}
