package org.ltet.portal.people;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ltet.portal.identity.spi.Contact;
import org.ltet.portal.identity.spi.ContactDirectory;
import org.ltet.portal.schemes.MemberStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells sign-in how to reach a member. The account of one who died is opened by the trust, for the nominee. */
@Component
class MemberContacts implements ContactDirectory {

    private final MemberRows members;
    private final JdbcClient jdbc;

    MemberContacts(MemberRows members, JdbcClient jdbc) {
        this.members = members;
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Contact> byEmployeeNumber(String employeeNumber) {
        return members.byEmployeeNumber(employeeNumber)
                .map(member -> new Contact(
                        member.employeeNumber(),
                        member.name(),
                        member.email(),
                        member.mobile(),
                        !member.left() && member.status() != MemberStatus.DECEASED));
    }

    @Override
    public Optional<Contact> byEmail(String email) {
        List<String> numbers = jdbc.sql("""
                        select employee_number from people.member
                        where lower(coalesce(own_email, hrms_email)) = ? limit 2
                        """)
                .param(email.toLowerCase(Locale.ROOT))
                .query(String.class)
                .list();
        return numbers.size() == 1 ? byEmployeeNumber(numbers.getFirst()) : Optional.empty();
    }
}
