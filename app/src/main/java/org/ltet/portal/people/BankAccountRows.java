package org.ltet.portal.people;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.ltet.portal.operations.FieldCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads bank accounts, whose numbers are encrypted bound to their row. */
@Component
class BankAccountRows {

    private static final String COLUMNS =
            "select a.id, a.member_id, a.ifsc, a.last_four, a.holder, a.active, a.source, a.added_at";

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final Ifsc ifsc;

    BankAccountRows(JdbcClient jdbc, FieldCipher cipher, Ifsc ifsc) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.ifsc = ifsc;
    }

    List<BankAccountView> of(UUID memberId) {
        return jdbc.sql(COLUMNS + """
                         from people.bank_account a
                        where a.member_id = :member
                        order by a.active desc, a.added_at desc, a.id desc
                        limit 50
                        """)
                .param("member", memberId)
                .query(this::view)
                .list();
    }

    Map<UUID, BankAccountView> byIds(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : jdbc
                        .sql(COLUMNS + " from people.bank_account a where a.id = any(:ids)")
                        .param("ids", ids.toArray(UUID[]::new))
                        .query(this::view)
                        .list()
                        .stream()
                        .collect(toUnmodifiableMap(BankAccountView::id, Function.identity()));
    }

    Map<UUID, PayeeAccount> payees(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : jdbc
                        .sql(COLUMNS + ", a.number_cipher from people.bank_account a where a.id = any(:ids)")
                        .param("ids", ids.toArray(UUID[]::new))
                        .query(this::payee)
                        .list()
                        .stream()
                        .collect(toUnmodifiableMap(PayeeAccount::id, Function.identity()));
    }

    Map<UUID, List<String>> shared(Collection<UUID> ids) {
        Map<UUID, List<String>> result = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("""
                    select a.id, array_agg(distinct m.employee_number order by m.employee_number) as numbers
                      from people.bank_account a
                      join people.bank_account other
                        on other.number_index && a.number_index and other.member_id <> a.member_id
                      join people.member m on m.id = other.member_id
                     where a.id = any(:ids)
                     group by a.id
                    """).param("ids", ids.toArray(UUID[]::new)).query(row -> {
                result.put(row.getObject("id", UUID.class), List.of((String[])
                        row.getArray("numbers").getArray()));
            });
        }
        return result;
    }

    private BankAccountView view(ResultSet row, int number) throws SQLException {
        Branch branch = branch(row.getString("ifsc"));
        return new BankAccountView(
                row.getObject("id", UUID.class),
                branch.ifsc(),
                branch.bankName(),
                branch.branchName(),
                "••••••••" + row.getString("last_four"),
                row.getString("holder"),
                row.getBoolean("active"),
                row.getString("source").equals("MEMBER"),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }

    private PayeeAccount payee(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Branch branch = branch(row.getString("ifsc"));
        return new PayeeAccount(
                id,
                row.getObject("member_id", UUID.class),
                branch.ifsc(),
                branch.bankName(),
                branch.branchName(),
                cipher.decrypt(row.getBytes("number_cipher"), SealedPeople.ACCOUNT_NUMBER.at(id)),
                row.getString("holder"));
    }

    /** A branch that has closed since the account was recorded keeps its code. */
    private Branch branch(String code) {
        return ifsc.branch(code).orElseGet(() -> new Branch(code, code.substring(0, 4), code.substring(0, 4), ""));
    }
}
