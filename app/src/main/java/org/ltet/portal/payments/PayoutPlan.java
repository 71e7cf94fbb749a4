package org.ltet.portal.payments;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Plans one payout for each payment of a batch, in the transaction that releases it. */
@Repository
class PayoutPlan {

    private static final int CHUNK = 1000;
    private static final int DIGITS = 14;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Clock clock;

    PayoutPlan(JdbcClient jdbc, JdbcTemplate template, Clock clock) {
        this.jdbc = jdbc;
        this.template = template;
        this.clock = clock;
    }

    boolean planned(UUID batchId) {
        return jdbc.sql("select exists (select 1 from payments.payout where batch_id = :batch)")
                .param("batch", batchId)
                .query(Boolean.class)
                .single();
    }

    void plan(UUID batchId) {
        var now = Columns.time(clock.instant());
        UUID after = new UUID(0, 0);
        List<Object[]> chunk;
        do {
            chunk = jdbc.sql("""
                    select id, amount from payments.payment where batch_id = :batch and id > :after order by id limit :limit
                    """)
                    .param("batch", batchId)
                    .param("after", after)
                    .param("limit", CHUNK)
                    .query((row, index) -> {
                        UUID id = Columns.id(row, "id");
                        return new Object[] {
                            id, batchId, row.getBigDecimal("amount"), reference(id), "payout-" + id, now, now
                        };
                    })
                    .list();
            template.batchUpdate("""
                    insert into payments.payout (payment_id, batch_id, amount, reference, idempotency_key, next_at,
                        planned_at)
                    values (?, ?, ?, ?, ?, ?, ?)
                    """, chunk);
            if (!chunk.isEmpty()) {
                after = (UUID) chunk.getLast()[0];
            }
        } while (chunk.size() == CHUNK);
    }

    /** By which the gateway finds the payout of this payment: always the same, and short enough for every gateway. */
    static String reference(UUID paymentId) {
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-256")
                    .digest(("payout/" + paymentId).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        StringBuilder reference = new StringBuilder("LT");
        int buffer = 0;
        int bits = 0;
        for (int i = 0; reference.length() < 2 + DIGITS; i++) {
            buffer = ((buffer << 8) | (hash[i] & 0xff)) & 0xfff;
            bits += 8;
            while (bits >= 5 && reference.length() < 2 + DIGITS) {
                bits -= 5;
                reference.append(BASE32.charAt((buffer >> bits) & 31));
            }
        }
        return reference.toString();
    }
}
