package org.ltet.portal.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reviews of access as rows. */
@Component
class ReviewRows {

    private static final int MOST_REVIEWS = 40;

    private static final String REVIEWS = """
            select v.id, v.quarter, v.prepared_at, v.due_on, v.signed_at, v.signed_name, v.hash,
                c.items, c.open, c.kept, c.revoked, c.programs, c.open_programs
            from identity.access_review v cross join lateral (
                select count(*) as items, count(*) filter (where decision is null) as open,
                    count(*) filter (where decision = 'KEEP') as kept,
                    count(*) filter (where decision = 'REVOKE') as revoked,
                    count(*) filter (where program) as programs,
                    count(*) filter (where program and decision is null) as open_programs
                from (
                    select decision, false as program from identity.access_review_item i where i.review_id = v.id
                    union all
                    select decision, true from identity.access_review_program p where p.review_id = v.id) found) c
            """;

    private static final String ITEMS = """
            select id, account_id, employee_number, display_name, role, scope, findings, decision, reason, decided_at,
                decided_name
            from identity.access_review_item where review_id = ?
            """;

    private final JdbcClient jdbc;
    private final ProgramRows programs;
    private final JsonMapper json;

    ReviewRows(JdbcClient jdbc, ProgramRows programs, JsonMapper json) {
        this.jdbc = jdbc;
        this.programs = programs;
        this.json = json;
    }

    List<AccessReview> latest() {
        return jdbc.sql(REVIEWS + " order by v.quarter desc limit ?")
                .param(MOST_REVIEWS)
                .query(ReviewRows::review)
                .list();
    }

    Optional<AccessReview> review(UUID id) {
        return jdbc.sql(REVIEWS + " where v.id = ?")
                .param(id)
                .query(ReviewRows::review)
                .optional();
    }

    List<AccessReview> unsigned() {
        return jdbc.sql(REVIEWS + " where v.signed_at is null order by v.quarter")
                .query(ReviewRows::review)
                .list();
    }

    private static AccessReview review(ResultSet row, int index) throws SQLException {
        byte[] hash = row.getBytes("hash");
        return new AccessReview(
                row.getObject("id", UUID.class),
                row.getString("quarter"),
                row.getTimestamp("prepared_at").toInstant(),
                row.getObject("due_on", LocalDate.class),
                row.getInt("items"),
                row.getInt("open"),
                row.getInt("kept"),
                row.getInt("revoked"),
                instant(row, "signed_at"),
                row.getString("signed_name"),
                hash == null ? null : HexFormat.of().formatHex(hash),
                row.getInt("programs"),
                row.getInt("open_programs"));
    }

    /**
     * @param open only those that are, or are not, still to be decided; null for all
     * @param after the last already seen
     */
    List<ReviewItem> items(UUID review, @Nullable Boolean open, @Nullable UUID after, int most) {
        String sql = ITEMS
                + (open == null ? "" : open ? " and decision is null" : " and decision is not null")
                + " and id > ? order by id limit ?";
        return jdbc.sql(sql)
                .params(review, after == null ? new UUID(0, 0) : after, most)
                .query(this::item)
                .list();
    }

    Optional<ReviewItem> item(UUID review, UUID id) {
        return jdbc.sql(ITEMS + " and id = ? for no key update")
                .params(review, id)
                .query(this::item)
                .optional();
    }

    private ReviewItem item(ResultSet row, int index) throws SQLException {
        String decision = row.getString("decision");
        return new ReviewItem(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("employee_number"),
                row.getString("display_name"),
                Role.valueOf(row.getString("role")),
                row.getString("scope"),
                json.readValue(row.getString("findings"), new TypeReference<List<Finding>>() {}),
                decision == null ? null : ReviewItem.Decision.valueOf(decision),
                row.getString("reason"),
                instant(row, "decided_at"),
                row.getString("decided_name"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    /** Over everything that the record says: a field with its length before it, items in their order. */
    byte[] hash(AccessReview review, String signedNumber, Instant signedAt) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            feed(digest, review.id(), review.quarter(), micros(review.preparedAt()), review.dueOn());
            feed(digest, signedNumber, micros(signedAt));
            for (ReviewItem item : items(review.id(), null, null, Integer.MAX_VALUE)) {
                feed(
                        digest,
                        item.id(),
                        item.accountId(),
                        item.employeeNumber(),
                        item.displayName(),
                        item.role(),
                        item.scope(),
                        json.writeValueAsString(item.findings()),
                        Objects.toString(item.decision(), ""),
                        Objects.toString(item.reason(), ""),
                        item.decidedAt() == null ? "" : micros(item.decidedAt()),
                        Objects.toString(item.decidedBy(), ""));
            }
            for (ReviewedProgram program : programs.programs(review.id(), null, null, Integer.MAX_VALUE)) {
                feed(
                        digest,
                        program.id(),
                        program.clientId(),
                        program.kind(),
                        program.name(),
                        program.contact(),
                        program.scopes(),
                        micros(program.registeredAt()),
                        program.lastUsedAt() == null ? "" : micros(program.lastUsedAt()),
                        json.writeValueAsString(program.findings()),
                        Objects.toString(program.decision(), ""),
                        Objects.toString(program.reason(), ""),
                        program.decidedAt() == null ? "" : micros(program.decidedAt()),
                        Objects.toString(program.decidedBy(), ""));
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void feed(MessageDigest digest, Object... fields) {
        for (Object field : fields) {
            byte[] bytes = field.toString().getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
    }

    private static String micros(Instant at) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    }
}
