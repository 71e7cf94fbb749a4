package org.ltet.portal.applications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The item lines and the history of their deductions. */
@Component
class LineRows {

    private final JdbcClient jdbc;

    LineRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<LineView> of(UUID applicationId) {
        return jdbc.sql("""
                select l.id, l.head, l.bill_number, l.bill_date, l.vendor, l.claimed, l.quantity, l.key,
                    l.deducted, l.deduction_reason,
                    d.comment as deduction_comment, r.remark
                from applications.line l
                left join applications.line_deduction d on d.line_id = l.id and d.seq = l.deductions
                left join lateral (
                    select m.remark from applications.line_remark m
                    where m.application_id = l.application_id and m.line_id = l.id
                      and m.seq = (select max(t.seq) from applications.transition t
                                   where t.application_id = l.application_id and t.to_state = 'SENT_BACK')) r on true
                where l.application_id = :id and l.removed_at is null
                order by l.position
                """).param("id", applicationId).query(LineRows::line).list();
    }

    UUID insert(UUID applicationId, LineInput line) {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into applications.line (id, application_id, position, head, bill_number, bill_date, vendor,
                    bill_key, claimed, quantity, key)
                values (:id, :application,
                    (select coalesce(max(position), 0) + 1 from applications.line where application_id = :application),
                    :head, :billNumber, :billDate, :vendor, :billKey, :claimed, :quantity, :key)
                """)
                .param("id", id)
                .param("application", applicationId)
                .params(columns(line))
                .update();
        return id;
    }

    void update(UUID lineId, LineInput line) {
        jdbc.sql("""
                update applications.line set head = :head, bill_number = :billNumber, bill_date = :billDate,
                    vendor = :vendor, bill_key = :billKey, claimed = :claimed, quantity = :quantity, key = :key
                where id = :id
                """).param("id", lineId).params(columns(line)).update();
    }

    void remove(UUID lineId, Instant now) {
        jdbc.sql("update applications.line set removed_at = :now where id = :id")
                .param("now", ApplicationRows.timestamp(now))
                .param("id", lineId)
                .update();
    }

    void deduct(UUID applicationId, LineView line, Deduction deduction, Actor actor, ReviewLevel level, Instant now) {
        int seq = jdbc.sql("select deductions + 1 from applications.line where id = :id")
                .param("id", line.id())
                .query(Integer.class)
                .single();
        jdbc.sql("""
                insert into applications.line_deduction (line_id, seq, application_id, from_amount, to_amount,
                    reason_code, comment, actor, actor_name, absent, absent_name, level, at)
                values (:line, :seq, :application, :from, :to, :reason, :comment, :actor, :actorName, :absent, :absentName,
                    :level, :at)
                """)
                .param("line", line.id())
                .param("seq", seq)
                .param("application", applicationId)
                .param("from", line.deducted().amount())
                .param("to", deduction.amount().amount())
                .param("reason", deduction.reasonCode())
                .param("comment", deduction.comment())
                .param("actor", actor.number())
                .param("actorName", actor.name())
                .param("absent", actor.absentNumber())
                .param("absentName", actor.absentName())
                .param("level", level.name())
                .param("at", ApplicationRows.timestamp(now))
                .update();
        jdbc.sql("""
                update applications.line set deducted = :to, deduction_reason = :reason, deductions = :seq
                where id = :line
                """)
                .param("to", deduction.amount().amount())
                .param("reason", deduction.reasonCode())
                .param("seq", seq)
                .param("line", line.id())
                .update();
    }

    /** Keeps what the reviewer said of single lines with the transition that was just written. */
    void remark(Application app, Map<UUID, String> remarks) {
        remarks.forEach((line, remark) -> jdbc.sql("""
                insert into applications.line_remark (application_id, seq, line_id, remark)
                values (:application, :seq, :line, :remark)
                """)
                .param("application", app.id)
                .param("seq", app.transitions)
                .param("line", line)
                .param("remark", remark)
                .update());
    }

    List<DeductionView> deductions(UUID applicationId) {
        return jdbc.sql("""
                select line_id, from_amount, to_amount, reason_code, comment, actor, actor_name, absent,
                    absent_name, level, at
                from applications.line_deduction where application_id = :id order by at, line_id, seq
                """)
                .param("id", applicationId)
                .query(LineRows::deduction)
                .list();
    }

    /** The same bill, however its number and vendor were typed: letters and digits only. */
    static String billKey(String vendor, String billNumber) {
        return normal(vendor) + "|" + normal(billNumber);
    }

    private static String normal(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{Nd}]", "");
    }

    private static Map<String, Object> columns(LineInput line) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("head", line.head());
        columns.put("billNumber", line.billNumber());
        columns.put("billDate", line.billDate());
        columns.put("vendor", line.vendor());
        columns.put("billKey", billKey(line.vendor(), line.billNumber()));
        columns.put("claimed", line.claimed().amount());
        columns.put("quantity", line.quantity());
        columns.put("key", line.key());
        return columns;
    }

    private static LineView line(ResultSet row, int index) throws SQLException {
        return new LineView(
                row.getObject("id", UUID.class),
                row.getString("head"),
                row.getString("bill_number"),
                row.getObject("bill_date", LocalDate.class),
                row.getString("vendor"),
                Money.of(row.getBigDecimal("claimed")),
                row.getBigDecimal("quantity"),
                row.getString("key"),
                Money.of(row.getBigDecimal("deducted")),
                row.getString("deduction_reason"),
                row.getString("deduction_comment"),
                row.getString("remark"));
    }

    private static DeductionView deduction(ResultSet row, int index) throws SQLException {
        return new DeductionView(
                row.getObject("line_id", UUID.class),
                Money.of(row.getBigDecimal("from_amount")),
                Money.of(row.getBigDecimal("to_amount")),
                row.getString("reason_code"),
                row.getString("comment"),
                row.getString("actor"),
                row.getString("actor_name"),
                row.getString("absent"),
                row.getString("absent_name"),
                ReviewLevel.valueOf(row.getString("level")),
                ApplicationRows.instant(row, "at"));
    }
}
