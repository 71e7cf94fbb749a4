package org.ltet.portal.people;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.people.ConsentEntry.Way;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Audited.Change;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** PAN and Aadhaar as a member gives them and takes them back (PRO-4); sealed, and masked wherever they are shown. */
@Component
public class IdentityNumbers {

    /** A number as screens show it. */
    public record Shown(IdentityNumber kind, String masked, Instant givenAt) {}

    private static final String GIVEN = "given";

    private record Row(UUID id, String kind, byte[] numberCipher, OffsetDateTime givenAt) {}

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final MemberChanges changes;
    private final Consents consents;
    private final SharedNumbers shared;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    IdentityNumbers(
            JdbcClient jdbc,
            FieldCipher cipher,
            MemberChanges changes,
            Consents consents,
            SharedNumbers shared,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.changes = changes;
        this.consents = consents;
        this.shared = shared;
        this.events = events;
        this.clock = clock;
    }

    /** What is wrong with this number; empty when it can be stored. */
    public Optional<Refused> problem(IdentityNumber kind, String typed) {
        return kind.problem(kind.tidy(typed));
    }

    public List<Shown> of(UUID memberId) {
        return rows(memberId).stream()
                .map(row -> {
                    IdentityNumber kind = IdentityNumber.valueOf(row.kind());
                    return new Shown(
                            kind, kind.masked(clear(row)), row.givenAt().toInstant());
                })
                .toList();
    }

    /**
     * Keeps the number instead of an earlier one.
     *
     * @param agreed to the words of the purpose, as they are shown today
     * @throws Refused where the number cannot be right, the member does not agree, or was changed meanwhile
     */
    @Transactional
    public void give(
            UUID memberId,
            IdentityNumber kind,
            String typed,
            boolean agreed,
            long expectedVersion,
            Way way,
            String by) {
        String number = kind.tidy(typed);
        kind.problem(number).ifPresent(problem -> {
            throw problem;
        });
        if (!agreed) {
            throw Refused.invalidField("agreed", "people.consentMissing");
        }
        changes.takeVersion(memberId, expectedVersion);
        Optional<Row> before = row(memberId, kind);
        if (before.filter(row -> clear(row).equals(number)).isPresent()) {
            return;
        }
        before.ifPresent(this::delete);
        UUID id = Ids.next();
        jdbc.sql("""
                insert into people.identity_number (id, member_id, kind, number_cipher, number_index, given_at)
                values (:id, :member, :kind, :cipher, :index::bytea[], :now)
                """)
                .param("id", id)
                .param("member", memberId)
                .param("kind", kind.name())
                .param("cipher", cipher.encrypt(number, SealedPeople.IDENTITY_NUMBER.at(id)))
                .param("index", kind == IdentityNumber.PAN ? cipher.blindIndexes(number) : null)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        consents.note(memberId, kind.purpose(), true, way, by);
        note(memberId, kind, before.isPresent() ? GIVEN : null, before.isPresent() ? "changed" : GIVEN, by);
        if (kind == IdentityNumber.PAN) {
            shared.compare(SharedNumbers.Kind.PAN, List.of(id));
        }
    }

    /** Forgets the number; the consent counts as taken back. */
    @Transactional
    public void remove(UUID memberId, IdentityNumber kind, Way way, String by) {
        Row row = row(memberId, kind).orElseThrow(() -> Refused.notFound("identityNumber"));
        delete(row);
        consents.note(memberId, kind.purpose(), false, way, by);
        note(memberId, kind, GIVEN, null, by);
    }

    /**
     * The number in clear; that it was read, by whom and why, stays on record (SEC-3).
     *
     * @throws Refused not found, where the member gave none
     */
    @Transactional
    public String read(UUID memberId, IdentityNumber kind, @Nullable String reason) {
        Row row = row(memberId, kind).orElseThrow(() -> Refused.notFound("identityNumber"));
        events.publishEvent(Audited.of("people.numberRead", "member", memberId)
                .changed("number", null, kind)
                .because(reason));
        return clear(row);
    }

    /** Of these members the PAN, masked, in one round trip; those who gave none are left out. */
    public Map<UUID, String> maskedPans(Collection<UUID> memberIds) {
        Map<UUID, String> masked = new HashMap<>();
        jdbc.sql("""
                        select id, member_id, number_cipher from people.identity_number
                        where kind = 'PAN' and member_id = any(?)
                        """).param(memberIds.toArray(UUID[]::new)).query(row -> {
            UUID id = row.getObject("id", UUID.class);
            masked.put(
                    row.getObject("member_id", UUID.class),
                    IdentityNumber.PAN.masked(
                            cipher.decrypt(row.getBytes("number_cipher"), SealedPeople.IDENTITY_NUMBER.at(id))));
        });
        return masked;
    }

    /** For the member's own export. */
    Map<Shown, String> inClear(UUID memberId) {
        Map<Shown, String> clear = new LinkedHashMap<>();
        for (Row row : rows(memberId)) {
            IdentityNumber kind = IdentityNumber.valueOf(row.kind());
            String number = clear(row);
            clear.put(new Shown(kind, kind.masked(number), row.givenAt().toInstant()), number);
        }
        return clear;
    }

    private void delete(Row row) {
        shared.gone(row.id());
        jdbc.sql("delete from people.identity_number where id = ?")
                .param(row.id())
                .update();
    }

    private void note(UUID memberId, IdentityNumber kind, @Nullable String before, @Nullable String after, String by) {
        changes.note(memberId, by, List.of(new Change(kind.path(), before, after)));
        events.publishEvent(
                Audited.of(after == null ? "people.numberRemoved" : "people.numberGiven", "member", memberId)
                        .changed(kind.path(), before, after));
    }

    private String clear(Row row) {
        return cipher.decrypt(row.numberCipher(), SealedPeople.IDENTITY_NUMBER.at(row.id()));
    }

    private Optional<Row> row(UUID memberId, IdentityNumber kind) {
        return rows(memberId).stream()
                .filter(row -> row.kind().equals(kind.name()))
                .findFirst();
    }

    private List<Row> rows(UUID memberId) {
        return jdbc.sql("""
                select id, kind, number_cipher, given_at from people.identity_number
                 where member_id = ? order by kind desc
                """).param(memberId).query(Row.class).list();
    }
}
