package org.ltet.portal.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.operations.spi.Erasure;
import org.ltet.portal.operations.spi.LegalGround;
import org.ltet.portal.people.DataRequest.Kind;
import org.ltet.portal.people.DataRequest.State;
import org.ltet.portal.people.DataRequest.Step;
import org.ltet.portal.people.DataRequest.What;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of requests about own data and of their steps, whose words are sealed. */
@Component
class DataRequestRows {

    private static final String COLUMNS = """
            select r.id, r.member_id, r.employee_number, m.name, r.kind, r.state, r.version, r.received_at, r.due_on,
                   r.assigned_to, r.closed_at, r.ground, r.outcome, r.export_document_id, r.export_until
              from people.data_request r join people.member m on m.id = r.member_id
            """;

    private static final TypeReference<List<Erasure>> ERASURES = new TypeReference<>() {};
    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();

    DataRequestRows(JdbcClient jdbc, FieldCipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** @throws Refused conflict when the same was asked for and is not done yet */
    UUID insert(Member member, Kind kind, LocalDate dueOn) {
        UUID id = Ids.next();
        try {
            jdbc.sql("""
                    insert into people.data_request (id, member_id, employee_number, kind, state, received_at, due_on)
                    values (:id, :member, :number, :kind, 'RECEIVED', :now, :due)
                    """)
                    .param("id", id)
                    .param("member", member.id())
                    .param("number", member.employeeNumber())
                    .param("kind", kind.name())
                    .param("now", now())
                    .param("due", dueOn)
                    .update();
        } catch (DuplicateKeyException e) {
            throw Refused.conflict("people.requestOpen");
        }
        return id;
    }

    Optional<DataRequest> find(UUID id) {
        return jdbc.sql(COLUMNS + " where r.id = ?")
                .param(id)
                .query((row, index) -> request(row, steps(id)))
                .optional();
    }

    /** The newest first, without their steps. */
    List<DataRequest> of(UUID memberId) {
        return jdbc.sql(COLUMNS + " where r.member_id = ? order by r.id desc limit ?")
                .params(memberId, MOST)
                .query((row, index) -> request(row, List.of()))
                .list();
    }

    /** For the home page, which everybody asks for: one question. */
    Optional<MyDataRequests.Waiting> waiting(String employeeNumber) {
        return jdbc.sql("""
                select exists (select 1 from people.consent c
                                where c.member_id = m.id and c.purpose = 'NOTICE' and c.given
                                  and c.text_version = :version) as notice_read,
                       exists (select 1 from people.data_request r
                                where r.member_id = m.id
                                  and (r.state = 'ASKED'
                                       or r.export_document_id is not null and r.export_until > :now)) as requests
                  from people.member m where m.employee_number = :number
                """)
                .param("version", ConsentPurpose.NOTICE.textVersion())
                .param("now", now())
                .param("number", employeeNumber)
                .query(MyDataRequests.Waiting.class)
                .optional();
    }

    /** Those that are open and for a person to answer, the earliest due first, without their steps. */
    List<DataRequest> open(@Nullable LocalDate dueAfter, @Nullable UUID after, int most) {
        return jdbc.sql(COLUMNS + """
                 where r.closed_at is null and r.kind <> 'ACCESS'
                   and (:due::date is null or (r.due_on, r.id) > (:due, :after))
                 order by r.due_on, r.id limit :most
                """)
                .param("due", dueAfter)
                .param("after", after)
                .param("most", most)
                .query((row, index) -> request(row, List.of()))
                .list();
    }

    /** The latest that came to their end, without their steps. */
    List<DataRequest> closed(int most) {
        return jdbc.sql(COLUMNS + " where r.closed_at is not null order by r.id desc limit ?")
                .param(most)
                .query((row, index) -> request(row, List.of()))
                .list();
    }

    /** @throws Refused stale where somebody was quicker */
    void move(
            DataRequest request,
            long expectedVersion,
            State to,
            @Nullable String assignedTo,
            @Nullable LegalGround ground) {
        int moved = jdbc.sql("""
                        update people.data_request
                           set state = :state, assigned_to = :assigned, version = version + 1, ground = :ground,
                               closed_at = case when :closed then :now::timestamptz end
                         where id = :id and version = :version and closed_at is null
                        """)
                .param("ground", ground == null ? null : ground.name())
                .param("state", to.name())
                .param("assigned", assignedTo)
                .param("closed", to.closed())
                .param("now", now())
                .param("id", request.id())
                .param("version", expectedVersion)
                .update();
        if (moved == 0) {
            throw Refused.stale();
        }
    }

    void completeErasure(DataRequest request, long expectedVersion, List<Erasure> erasure) {
        int moved = jdbc.sql("""
                        update people.data_request
                           set state = 'COMPLETED', version = version + 1, closed_at = :now, outcome = :outcome::jsonb
                         where id = :id and version = :version and closed_at is null
                        """)
                .param("now", now())
                .param("outcome", json.writeValueAsString(erasure))
                .param("id", request.id())
                .param("version", expectedVersion)
                .update();
        if (moved == 0) {
            throw Refused.stale();
        }
    }

    void completeExport(UUID id, UUID document, Instant until) {
        jdbc.sql("""
                update people.data_request
                   set state = 'COMPLETED', version = version + 1, closed_at = :now, export_document_id = :document,
                       export_until = :until
                 where id = :id and closed_at is null
                """)
                .param("now", now())
                .param("document", document)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    void exportGone(UUID id) {
        jdbc.sql("update people.data_request set export_document_id = null, version = version + 1 where id = ?")
                .param(id)
                .update();
    }

    void step(UUID requestId, What what, String by, @Nullable String words) {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into people.data_request_step (id, request_id, what, at, by_number, words)
                values (:id, :request, :what, :now, :by, :words)
                """)
                .param("id", id)
                .param("request", requestId)
                .param("what", what.name())
                .param("now", now())
                .param("by", by)
                .param("words", words == null ? null : cipher.encrypt(words, SealedPeople.REQUEST_WORDS.at(id)))
                .update();
    }

    private List<Step> steps(UUID requestId) {
        return jdbc.sql("""
                select id, what, at, by_number, words from people.data_request_step
                 where request_id = ? order by id limit 200
                """)
                .param(requestId)
                .query((row, index) -> {
                    byte[] words = row.getBytes("words");
                    return new Step(
                            What.valueOf(row.getString("what")),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getString("by_number"),
                            words == null
                                    ? null
                                    : cipher.decrypt(
                                            words, SealedPeople.REQUEST_WORDS.at(row.getObject("id", UUID.class))));
                })
                .list();
    }

    private DataRequest request(ResultSet row, List<Step> steps) throws SQLException {
        OffsetDateTime closed = row.getObject("closed_at", OffsetDateTime.class);
        OffsetDateTime until = row.getObject("export_until", OffsetDateTime.class);
        String ground = row.getString("ground");
        String outcome = row.getString("outcome");
        return new DataRequest(
                row.getObject("id", UUID.class),
                row.getObject("member_id", UUID.class),
                row.getString("employee_number"),
                row.getString("name"),
                Kind.valueOf(row.getString("kind")),
                State.valueOf(row.getString("state")),
                row.getInt("version"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getObject("due_on", LocalDate.class),
                row.getString("assigned_to"),
                closed == null ? null : closed.toInstant(),
                ground == null ? null : LegalGround.valueOf(ground),
                outcome == null ? List.of() : json.readValue(outcome, ERASURES),
                row.getObject("export_document_id", UUID.class),
                until == null ? null : until.toInstant(),
                steps);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
