package org.ltet.portal.review.risk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ltet.portal.shared.ReadCache;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is usual: of a scheme by its latest decided claims, of a member by the member's own. */
@Component
class UsualClaims {

    /** Fewer say nothing about what is usual. */
    static final int FEWEST = 20;

    private static final int LATEST = 500;
    private static final int SCHEMES = 200;
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** Of one member. */
    record Lately(int claims, int rejected) {}

    private final JdbcClient jdbc;
    private final ReadCache<String, BigDecimal> byScheme = ReadCache.of(SCHEMES, KEPT);

    UsualClaims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The middle claim of the scheme; none with few decisions. */
    Optional<BigDecimal> ofScheme(String schemeCode) {
        return byScheme.find(
                schemeCode,
                code -> jdbc.sql("""
                select round(percentile_cont(0.5) within group (order by t.claimed)::numeric, 2)
                from (select claimed from review.task where scheme_code = :scheme and queue = 'CLOSED'
                      order by submitted_at desc limit :latest) as t
                having count(*) >= :fewest
                """)
                        .param("scheme", code)
                        .param("latest", LATEST)
                        .param("fewest", FEWEST)
                        .query(BigDecimal.class)
                        .optional());
    }

    /** The member's other applications before this one. */
    Lately lately(UUID applicationId, UUID memberId, Instant submittedAt, Duration claims, Duration rejections) {
        return jdbc.sql("""
                select count(*) filter (where t.submitted_at >= :claimsSince) as claims,
                       count(*) filter (where t.state = 'REJECTED') as rejected
                from review.task t
                where t.member_id = :member and t.application_id <> :id
                  and t.submitted_at >= :rejectedSince and t.submitted_at <= :at
                """)
                .param("id", applicationId)
                .param("member", memberId)
                .param("at", submittedAt.atOffset(ZoneOffset.UTC))
                .param("claimsSince", submittedAt.minus(claims).atOffset(ZoneOffset.UTC))
                .param("rejectedSince", submittedAt.minus(rejections).atOffset(ZoneOffset.UTC))
                .query(Lately.class)
                .single();
    }

    /** Of these applications, those for which nothing was or will be granted: their bills may be handed in again. */
    Set<UUID> given(Collection<UUID> applicationIds) {
        return applicationIds.isEmpty()
                ? Set.of()
                : jdbc.sql("""
                        select application_id from review.task
                        where application_id = any(?) and state in ('REJECTED', 'WITHDRAWN', 'LAPSED')
                        """)
                        .param(applicationIds.toArray(UUID[]::new))
                        .query(UUID.class)
                        .set();
    }
}
