package org.ltet.portal.review.automatic;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How the portal's approvals hold: what people made of those that the draw gave them, and what accounts gave back (INT-3). */
@Component
public class AutomaticResults {

    public static final int DAYS = 90;

    /**
     * Of one scheme in the last {@link #DAYS} days.
     *
     * @param approved by the portal
     * @param overturned of those, given back by accounts
     * @param sampled given to a person instead
     * @param open of those, not decided yet or withdrawn
     * @param same of those, granted in full, as the portal would have
     * @param less granted with less
     */
    public record Result(
            String schemeCode,
            int approved,
            Money amount,
            int overturned,
            int sampled,
            int open,
            int same,
            int less,
            int rejected) {}

    private static final String WITHIN = """
            (cardinality(:ics%1$d::text[]) = 0 or t.ic = any(:ics%1$d::text[]))
            and (cardinality(:regions%1$d::text[]) = 0 or t.region = any(:regions%1$d::text[]))
            and (cardinality(:schemes%1$d::text[]) = 0 or t.scheme_code = any(:schemes%1$d::text[]))
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    AutomaticResults(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Of the part of the trust for which the user's roles count. */
    @Transactional(readOnly = true)
    public List<Result> latest(User user) {
        if (!user.hasAny(Role.TRUST_ADMIN, Role.HEAD)) {
            throw Refused.forbidden("automatic.notYours");
        }
        List<Scope> scopes = Stream.of(Role.TRUST_ADMIN, Role.HEAD)
                .flatMap(role -> user.scopeOf(role).stream())
                .toList();
        StatementSpec query = jdbc.sql("""
                select s.scheme_code,
                       count(*) filter (where d.outcome = 'APPROVED') as approved,
                       coalesce(sum(d.payable) filter (where d.outcome = 'APPROVED'), 0) as amount,
                       count(d.overturned_at) as overturned,
                       count(*) filter (where d.outcome = 'SAMPLED') as sampled,
                       count(*) filter (where d.outcome = 'SAMPLED' and o.outcome is null) as open,
                       count(*) filter (where d.outcome = 'SAMPLED' and o.outcome = 'GRANTED') as same,
                       count(*) filter (where d.outcome = 'SAMPLED' and o.outcome = 'LESS') as less,
                       count(*) filter (where d.outcome = 'SAMPLED' and o.outcome = 'REJECTED') as rejected
                from review.automatic_decision d
                join review.automatic_setting s on s.id = d.setting_id
                join review.task t on t.application_id = d.application_id
                left join review.risk_outcome o on o.application_id = d.application_id
                where d.at >= :since and (%s)
                group by s.scheme_code order by s.scheme_code
                """.formatted(IntStream.range(0, scopes.size())
                        .mapToObj(WITHIN::formatted)
                        .collect(Collectors.joining(" or "))))
                .param("since", SettingRows.timestamp(clock.instant().minus(Duration.ofDays(DAYS))));
        for (int i = 0; i < scopes.size(); i++) {
            query.param("ics" + i, scopes.get(i).ics().toArray(String[]::new))
                    .param("regions" + i, scopes.get(i).regions().toArray(String[]::new))
                    .param("schemes" + i, scopes.get(i).schemes().toArray(String[]::new));
        }
        return query.query((row, _) -> new Result(
                        row.getString("scheme_code"),
                        row.getInt("approved"),
                        Money.of(row.getBigDecimal("amount")),
                        row.getInt("overturned"),
                        row.getInt("sampled"),
                        row.getInt("open"),
                        row.getInt("same"),
                        row.getInt("less"),
                        row.getInt("rejected")))
                .list();
    }
}
