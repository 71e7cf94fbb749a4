package org.ltet.portal.people;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Audited.Change;
import org.ltet.portal.shared.Masked;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The member's own mobile, e-mail and address (PRO-1). They count instead of the HR system's until that changes its
 * own later.
 */
@Component
public class CorrectContact {

    private final People people;
    private final MemberChanges changes;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CorrectContact(
            People people, MemberChanges changes, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.people = people;
        this.changes = changes;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param expectedVersion of the member as the person saw it
     * @param by employee number of the person who acts
     * @throws Refused where the entry cannot be stored, or the member was changed meanwhile
     */
    @Transactional
    public void correct(UUID memberId, ContactEntry entry, long expectedVersion, String by) {
        for (Refused problem : entry.problems()) {
            throw problem;
        }
        ContactEntry tidy = entry.tidy();
        Member before = people.byId(memberId);
        List<Change> changed = changed(before, tidy);
        if (changed.isEmpty() && before.version() == expectedVersion) {
            return;
        }
        changes.takeVersion(memberId, expectedVersion);
        jdbc.sql("""
                update people.member
                   set own_email = nullif(:email, hrms_email), own_mobile = nullif(:mobile, hrms_mobile),
                       own_line = case when same then null else :line end,
                       own_city = case when same then null else :city end,
                       own_state = case when same then null else :state end,
                       own_pin = case when same then null else :pin end
                  from (select (hrms_line, hrms_city, hrms_state, hrms_pin) = (:line, :city, :state, :pin) as same
                          from people.member where id = :id) hrms
                 where id = :id
                """)
                .param("id", memberId)
                .param("email", tidy.email())
                .param("mobile", tidy.mobile())
                .param("line", tidy.line())
                .param("city", tidy.city())
                .param("state", tidy.state())
                .param("pin", tidy.pin())
                .update();
        changes.note(memberId, by, changed);
        events.publishEvent(audited(before, tidy));
        if (!before.email().equals(tidy.email()) || !before.mobile().equals(tidy.mobile())) {
            events.publishEvent(new ProfileChanged(
                    memberId, before.employeeNumber(), ProfileChanged.What.CONTACT, clock.instant()));
        }
    }

    private static List<Change> changed(Member before, ContactEntry after) {
        List<Change> changed = new ArrayList<>();
        add(changed, "email", before.email(), after.email());
        add(changed, "mobile", before.mobile(), after.mobile());
        Address address = before.address();
        add(
                changed,
                "address",
                String.join(", ", address.line(), address.city(), address.state(), address.pin()),
                String.join(", ", after.line(), after.city(), after.state(), after.pin()));
        return changed;
    }

    private static void add(List<Change> changes, String field, String from, String to) {
        if (!Objects.equals(from, to)) {
            changes.add(new Change(field, from, to));
        }
    }

    private static Audited audited(Member before, ContactEntry after) {
        return Audited.of("people.contactCorrected", "member", before.id())
                .changed("email", Masked.email(before.email()), Masked.email(after.email()))
                .changed("mobile", Masked.lastFour(before.mobile()), Masked.lastFour(after.mobile()))
                .changed(
                        "address",
                        before.address().city() + " " + before.address().pin(),
                        after.city() + " " + after.pin());
    }
}
