package org.ltet.portal.applications;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.operations.SealedColumn;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of decisions: written once, read to be checked. */
@Component
class DecisionRows {

    static final SealedColumn CONTENT = SealedColumn.of("applications.decision", "content");

    /** A record as it lies in the table, believed of nothing yet. */
    record Row(
            UUID id,
            UUID applicationId,
            int seq,
            String move,
            Instant at,
            @Nullable Money amount,
            byte[] payee,
            byte[] content,
            byte[] hash,
            UUID keyId,
            byte[] signature,
            byte[] mark) {}

    private static final String COLUMNS = """
            id, application_id, seq, move, at, amount, payee, content, hash, key_id, signature, mark
            """;

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final DecisionKeys keys;

    DecisionRows(JdbcClient jdbc, FieldCipher cipher, DecisionKeys keys) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.keys = keys;
    }

    void insert(DecisionContent content) {
        UUID id = Ids.next();
        String json = Json.canonical(content);
        byte[] hash = hash(json);
        byte[] payee = payee(content.payee().ifsc(), content.payee().number());
        DecisionContent.Decided decided = content.decided();
        Money amount = content.sanctioned();
        DecisionKeys.Signed signed = keys.sign(hash);
        jdbc.sql("""
                insert into applications.decision (id, application_id, seq, move, at, amount, payee, content, hash,
                    key_id, signature, mark)
                values (:id, :application, :seq, :move, :at, :amount, :payee, :content, :hash, :key, :signature, :mark)
                """)
                .param("id", id)
                .param("application", content.applicationId())
                .param("seq", decided.seq())
                .param("move", decided.move())
                .param("at", ApplicationRows.timestamp(decided.at()))
                .param("amount", amount == null ? null : amount.amount())
                .param("payee", payee)
                .param("content", cipher.encrypt(json, CONTENT.at(id)))
                .param("hash", hash)
                .param("key", signed.keyId())
                .param("signature", signed.signature())
                .param("mark", mark(content.applicationId(), decided.seq(), decided.move(), amount, payee, hash))
                .update();
    }

    List<Row> of(UUID applicationId) {
        return jdbc.sql("select " + COLUMNS + "from applications.decision where application_id = ? order by seq")
                .param(applicationId)
                .query(DecisionRows::row)
                .list();
    }

    /** The last sanction of each. */
    Map<UUID, Row> sanctions(Collection<UUID> applicationIds) {
        return jdbc
                .sql("select distinct on (application_id) " + COLUMNS + """
                        from applications.decision
                        where application_id = any(?) and move = 'SANCTION' order by application_id, seq desc
                        """)
                .param(applicationIds.toArray(UUID[]::new))
                .query(DecisionRows::row)
                .list()
                .stream()
                .collect(Collectors.toMap(Row::applicationId, Function.identity()));
    }

    /** Those sanctioned before decisions were kept this way. */
    Set<UUID> before(Collection<UUID> applicationIds) {
        return jdbc.sql("select application_id from applications.decision_before where application_id = any(?)")
                .param(applicationIds.toArray(UUID[]::new))
                .query(UUID.class)
                .set();
    }

    /** What the record says, if it opens and is what was signed. */
    Optional<DecisionContent> opened(Row row) {
        try {
            String json = cipher.decrypt(row.content(), CONTENT.at(row.id()));
            return MessageDigest.isEqual(hash(json), row.hash())
                            && keys.isSigned(row.hash(), row.keyId(), row.signature())
                    ? Optional.of(Json.decision(json))
                    : Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    boolean isMarked(Row row) {
        return MessageDigest.isEqual(
                row.mark(), mark(row.applicationId(), row.seq(), row.move(), row.amount(), row.payee(), row.hash()));
    }

    byte[] payee(String ifsc, String number) {
        return cipher.mark(("payee\n" + ifsc + "\n" + number).getBytes(StandardCharsets.UTF_8));
    }

    byte[] mark(UUID application, int seq, String move, @Nullable Money amount, byte[] payee, byte[] hash) {
        return cipher.mark(String.join(
                        "\n",
                        "decision",
                        application.toString(),
                        Integer.toString(seq),
                        move,
                        amount == null ? "" : amount.plain(),
                        HexFormat.of().formatHex(payee),
                        HexFormat.of().formatHex(hash))
                .getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hash(String json) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("application_id", UUID.class),
                row.getInt("seq"),
                row.getString("move"),
                ApplicationRows.instant(row, "at"),
                ApplicationRows.money(row, "amount"),
                row.getBytes("payee"),
                row.getBytes("content"),
                row.getBytes("hash"),
                row.getObject("key_id", UUID.class),
                row.getBytes("signature"),
                row.getBytes("mark"));
    }
}
