package org.ltet.portal.people;

import java.util.Optional;
import org.ltet.portal.operations.spi.HoldTarget;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the member on whom a legal hold is to lie, by employee number. */
@Component
class MemberHoldTarget implements HoldTarget {

    private final JdbcClient jdbc;

    MemberHoldTarget(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Found> find(String typed) {
        return jdbc.sql("select employee_number, name from people.member where employee_number = ?")
                .param(typed)
                .query((row, index) -> new Found(row.getString(1), null, row.getString(1) + ", " + row.getString(2)))
                .optional();
    }
}
