package org.ltet.portal.applications;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What sanctions granted, as the books of accounts need it; for other modules' own work, not for people to read. */
@Component
@Transactional(readOnly = true)
public class Grants {

    /**
     * A live sanction at each level at which it is kept.
     *
     * @param recorded of the sanction itself, none where it is missing
     * @param ofLines what its lines use of the limits, in all
     */
    public record Granted(
            UUID applicationId,
            String number,
            Money sanctioned,
            @Nullable Money recorded,
            Money ofLines) {}

    private final JdbcClient jdbc;

    Grants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The granted amount by the financial years of its lines; empty when nothing is granted now. */
    public SortedMap<FinancialYear, Money> byYear(UUID applicationId) {
        SortedMap<FinancialYear, Money> years = new TreeMap<>();
        jdbc.sql("""
                select used_on, sum(amount) amount from applications.utilisation
                where application_id = :id and cancelled_at is null group by used_on
                """).param("id", applicationId).query(row -> {
            Money amount = Money.of(row.getBigDecimal("amount"));
            if (amount.isPositive()) {
                years.merge(FinancialYear.of(row.getObject("used_on", LocalDate.class)), amount, Money::plus);
            }
        });
        return years;
    }

    /** All live sanctions in the order of applications, after the given one. */
    public List<Granted> page(@Nullable UUID after, int limit) {
        return jdbc.sql("""
                select a.id, a.number, a.sanctioned, s.amount recorded,
                    (select coalesce(sum(u.amount), 0) from applications.utilisation u
                        where u.application_id = a.id and u.cancelled_at is null) of_lines
                from applications.application a
                left join applications.sanction s on s.application_id = a.id and s.cancelled_at is null
                where a.sanctioned is not null and (:after::uuid is null or a.id > :after)
                order by a.id limit :limit
                """)
                .param("after", after)
                .param("limit", limit)
                .query((row, index) -> new Granted(
                        row.getObject("id", UUID.class),
                        row.getString("number"),
                        Money.of(row.getBigDecimal("sanctioned")),
                        row.getBigDecimal("recorded") == null ? null : Money.of(row.getBigDecimal("recorded")),
                        Money.of(row.getBigDecimal("of_lines"))))
                .list();
    }
}
