package org.ltet.portal.people;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.people.ConsentEntry.Way;
import org.ltet.portal.shared.Audited;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What members agreed to, with its history (PRO-5). */
@Component
public class Consents {

    private static final int MOST = 200;

    private static final String COLUMNS =
            "select purpose, text_version, given, way, at, by_number from people.consent where member_id = :member ";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Consents(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** The latest first. */
    public List<ConsentEntry> history(UUID memberId) {
        return jdbc.sql(COLUMNS + "order by id desc limit :most")
                .param("member", memberId)
                .param("most", MOST)
                .query((row, index) -> entry(row))
                .list();
    }

    /** Whether the member agrees today, to the words of today. */
    public boolean given(UUID memberId, ConsentPurpose purpose) {
        return latest(memberId, purpose)
                .filter(entry -> entry.given() && entry.textVersion() == purpose.textVersion())
                .isPresent();
    }

    /** The notice was read, in the words of today. */
    @Transactional
    public void noticeRead(UUID memberId, Way way, String by) {
        if (!given(memberId, ConsentPurpose.NOTICE)) {
            note(memberId, ConsentPurpose.NOTICE, true, way, by);
        }
    }

    void note(UUID memberId, ConsentPurpose purpose, boolean given, Way way, String by) {
        jdbc.sql("""
                insert into people.consent (member_id, purpose, text_version, given, way, at, by_number)
                values (:member, :purpose, :version, :given, :way, :now, :by)
                """)
                .param("member", memberId)
                .param("purpose", purpose.name())
                .param("version", purpose.textVersion())
                .param("given", given)
                .param("way", way.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
        events.publishEvent(Audited.of(given ? "consent.given" : "consent.withdrawn", "member", memberId)
                .changed("purpose", null, purpose)
                .changed("textVersion", null, purpose.textVersion()));
    }

    private Optional<ConsentEntry> latest(UUID memberId, ConsentPurpose purpose) {
        return jdbc.sql(COLUMNS + "and purpose = :purpose order by id desc limit 1")
                .param("member", memberId)
                .param("purpose", purpose.name())
                .query((row, index) -> entry(row))
                .optional();
    }

    private static ConsentEntry entry(java.sql.ResultSet row) throws java.sql.SQLException {
        return new ConsentEntry(
                ConsentPurpose.valueOf(row.getString("purpose")),
                row.getInt("text_version"),
                row.getBoolean("given"),
                Way.valueOf(row.getString("way")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("by_number"));
    }
}
