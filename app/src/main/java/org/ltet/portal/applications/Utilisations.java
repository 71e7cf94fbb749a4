package org.ltet.portal.applications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.schemes.Consumption;
import org.ltet.portal.schemes.PastUse;
import org.ltet.portal.schemes.spi.UtilisationReader;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What sanctioned applications use of the limits. Whoever sanctions locks the family's scope of the scheme first, so
 * that one sanction after the other is reckoned with all that went before.
 */
@Component
class Utilisations implements UtilisationReader {

    private final JdbcClient jdbc;

    Utilisations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<PastUse> of(String schemeCode, UUID memberId) {
        return jdbc.sql("""
                select application_id, member_id, beneficiary_id, head, key, used_on, amount, admitted, quantity
                from applications.utilisation
                where scheme_code = :scheme and member_id = :member and cancelled_at is null order by used_on, id
                """)
                .param("scheme", schemeCode)
                .param("member", memberId)
                .query(Utilisations::pastUse)
                .list();
    }

    /** Locks the family's scope until the transaction ends and answers the revision that the next sanction makes. */
    long lockScope(Application app) {
        jdbc.sql("""
                insert into applications.utilisation_scope (scheme_code, member_id) values (:scheme, :member)
                on conflict do nothing
                """)
                .param("scheme", app.schemeCode)
                .param("member", app.memberId)
                .update();
        return jdbc.sql("""
                select revision from applications.utilisation_scope
                where scheme_code = :scheme and member_id = :member for update
                """)
                        .param("scheme", app.schemeCode)
                        .param("member", app.memberId)
                        .query(Long.class)
                        .single()
                + 1;
    }

    /** Records the sanction that was just written as the application's latest transition. */
    void record(
            Application app,
            long revision,
            Money sanctioned,
            List<Consumption> consumption,
            List<LimitUse> limits,
            Instant now) {
        setRevision(app, revision);
        jdbc.sql("""
                insert into applications.sanction (application_id, seq, scheme_code, member_id, revision, amount, at)
                values (:application, :seq, :scheme, :member, :revision, :amount, :at)
                """)
                .param("application", app.id)
                .param("seq", app.transitions)
                .param("scheme", app.schemeCode)
                .param("member", app.memberId)
                .param("revision", revision)
                .param("amount", sanctioned.amount())
                .param("at", ApplicationRows.timestamp(now))
                .update();
        for (Consumption use : consumption) {
            jdbc.sql("""
                    insert into applications.utilisation (id, application_id, seq, scheme_code, member_id,
                        beneficiary_id, head, key, used_on, amount, admitted, quantity)
                    values (:id, :application, :seq, :scheme, :member, :beneficiary, :head, :key, :date, :amount,
                        :admitted, :quantity)
                    """)
                    .param("id", Ids.next())
                    .param("application", app.id)
                    .param("seq", app.transitions)
                    .param("scheme", app.schemeCode)
                    .param("member", app.memberId)
                    .param("beneficiary", app.beneficiaryId)
                    .param("head", use.head())
                    .param("key", use.key())
                    .param("date", use.date())
                    .param("amount", use.amount().amount())
                    .param("admitted", use.admitted().amount())
                    .param("quantity", use.quantity())
                    .update();
        }
        for (LimitUse limit : limits) {
            jdbc.sql("""
                    insert into applications.limit_use (application_id, seq, limit_key, once, amount, limit_amount)
                    values (:application, :seq, :key, :once, :amount, :limit)
                    """)
                    .param("application", app.id)
                    .param("seq", app.transitions)
                    .param("key", limit.key())
                    .param("once", limit.once())
                    .param("amount", limit.amount().amount())
                    .param("limit", limit.limit() == null ? null : limit.limit().amount())
                    .update();
        }
    }

    /** Undoes the application's sanction: its limits are free again. */
    void cancel(Application app, Instant now) {
        setRevision(app, lockScope(app));
        for (String table : List.of("sanction", "utilisation", "limit_use")) {
            jdbc.sql("update applications." + table
                            + " set cancelled_at = :now where application_id = :id and cancelled_at is null")
                    .param("now", ApplicationRows.timestamp(now))
                    .param("id", app.id)
                    .update();
        }
    }

    private void setRevision(Application app, long revision) {
        jdbc.sql("""
                update applications.utilisation_scope set revision = :revision
                where scheme_code = :scheme and member_id = :member
                """)
                .param("revision", revision)
                .param("scheme", app.schemeCode)
                .param("member", app.memberId)
                .update();
    }

    private static PastUse pastUse(ResultSet row, int index) throws SQLException {
        return new PastUse(
                row.getObject("application_id", UUID.class),
                row.getObject("member_id", UUID.class),
                row.getObject("beneficiary_id", UUID.class),
                row.getString("head"),
                row.getString("key"),
                row.getObject("used_on", LocalDate.class),
                Money.of(row.getBigDecimal("amount")),
                Money.of(row.getBigDecimal("admitted")),
                row.getBigDecimal("quantity"));
    }
}
