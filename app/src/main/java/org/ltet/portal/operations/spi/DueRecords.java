package org.ltet.portal.operations.spi;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The records of one kind whose time has come and that are not held, as one query for counting and for removing.
 *
 * @param query names {@code :before}, {@code :heldMembers} and {@code :most}, and where records belong to an application
 *     {@code :heldApplications}
 */
public record DueRecords(JdbcClient jdbc, String query) {

    /** At most {@link RetentionRule#COUNTED}. */
    public long count(Instant before, Held held) {
        return in("select count(*) from (%s) as due", before, held, RetentionRule.COUNTED)
                .query(Long.class)
                .single();
    }

    /** @param sql with {@code %s} in the place of the query */
    public StatementSpec in(String sql, Instant before, Held held, int most) {
        return jdbc.sql(sql.formatted(query))
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("heldMembers", held.memberNumbers())
                .param("heldApplications", held.applicationIds())
                .param("most", most);
    }
}
