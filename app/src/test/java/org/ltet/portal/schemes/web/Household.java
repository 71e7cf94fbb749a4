package org.ltet.portal.schemes.web;

import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A member with a family and an account, put into the database for one test. */
public final class Household {

    public static final String PASSWORD = "a long enough pass phrase";

    private static final AtomicInteger NUMBERS = new AtomicInteger(54_000_000);

    public final String number = Integer.toString(NUMBERS.incrementAndGet());
    public final UUID memberId = UUID.randomUUID();
    public final UUID accountId;
    private final JdbcClient jdbc;

    public Household(JdbcClient jdbc, Accounts accounts, String status, LocalDate joined) {
        this.jdbc = jdbc;
        accountId = accounts.open(new NewAccount(
                number, "Ramesh Patil", number + "@example.in", PASSWORD, Accounts.everywhere(Role.MEMBER)));
        jdbc.sql("""
                        insert into people.member
                            (id, employee_number, name, status, ic, ic_name, region, location, department, grade,
                             salary_band, birth_date, joining_date, retirement_date, hrms_email, hrms_mobile, hrms_line,
                             hrms_city, hrms_state, hrms_pin, fingerprint)
                        values (:id, :number, 'Ramesh Patil', :status, 'HEAV', 'Heavy Engineering', 'WEST', 'Hazira',
                             'Works', 'W', 'B2', '1962-01-01', :joined,
                             case when :status = 'RETIRED' then date '2022-01-31' end, '', '', '1 Road', 'Surat',
                             'Gujarat', '394270', sha256('x'))
                        """)
                .param("id", memberId)
                .param("number", number)
                .param("status", status)
                .param("joined", joined)
                .update();
    }

    public UUID with(String relation, String name, LocalDate born) {
        return jdbc.sql("""
                        insert into people.dependent (member_id, hrms_key, relation, name, birth_date, disabled)
                        values (:member, :name, :relation, :name, :born, false) returning id
                        """)
                .param("member", memberId)
                .param("relation", relation)
                .param("name", name)
                .param("born", born)
                .query(UUID.class)
                .single();
    }
}
