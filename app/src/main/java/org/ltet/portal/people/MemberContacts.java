package org.ltet.portal.people;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ltet.portal.identity.spi.Contact;
import org.ltet.portal.identity.spi.ContactDirectory;
import org.ltet.portal.schemes.MemberStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells sign-in how to reach a member. The account of one who died is opened by the trust, for the nominee. What was
 * changed from the account itself counts only after some days: whoever sits at somebody else's open session cannot have
 * the code for a new password sent to themselves (ASVS 7.5.1).
 */
@Component
class MemberContacts implements ContactDirectory {

    static final Duration SETTLED_AFTER = Duration.ofDays(3);

    private final MemberRows members;
    private final JdbcClient jdbc;
    private final Clock clock;

    MemberContacts(MemberRows members, JdbcClient jdbc, Clock clock) {
        this.members = members;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Optional<Contact> byEmployeeNumber(String employeeNumber) {
        return members.byEmployeeNumber(employeeNumber)
                .map(member -> new Contact(
                        member.employeeNumber(),
                        member.name(),
                        settled(member, "email", member.email()),
                        settled(member, "mobile", member.mobile()),
                        !member.left() && member.status() != MemberStatus.DECEASED));
    }

    /** What it was before the person's own changes of the last days; what the HR system says counts at once. */
    private String settled(Member member, String field, String now) {
        return jdbc.sql("""
                        select coalesce(c.old_value, '') from people.member_change c
                        where c.member_id = :id and c.field = :field and c.run_id is null and c.changed_at > :since
                          and not exists (
                              select 1 from people.member_change later
                              where later.member_id = c.member_id and later.field = c.field and later.id > c.id
                                and later.run_id is not null)
                        order by c.id limit 1
                        """)
                .param("id", member.id())
                .param("field", field)
                .param("since", clock.instant().minus(SETTLED_AFTER).atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional()
                .orElse(now);
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
