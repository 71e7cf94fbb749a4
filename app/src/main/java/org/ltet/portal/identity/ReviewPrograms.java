package org.ltet.portal.identity;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps or revokes each program that may use the API, in the review of access (ACC-10). */
@Component
@Transactional
public class ReviewPrograms {

    private final JdbcClient jdbc;
    private final ReviewAccess reviews;
    private final ProgramRows rows;
    private final RevokePrograms programs;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ReviewPrograms(
            JdbcClient jdbc,
            ReviewAccess reviews,
            ProgramRows rows,
            RevokePrograms programs,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.reviews = reviews;
        this.rows = rows;
        this.programs = programs;
        this.clock = clock;
        this.events = events;
    }

    /**
     * @param open only those that are, or are not, still to be decided; null for all
     * @param after the last already seen
     */
    @Transactional(readOnly = true)
    public List<ReviewedProgram> programs(UUID review, @Nullable Boolean open, @Nullable UUID after, int most) {
        return rows.programs(review, open, after, most);
    }

    /** @throws Refused where the review is signed, or the program was revoked in it already */
    public void keep(UUID review, UUID id, String reason, User by) {
        note(decidable(review, id, reason, by), ReviewItem.Decision.KEEP, reason, by);
    }

    /** The program ends at once and for good. */
    public void revoke(UUID review, UUID id, String reason, User by) {
        ReviewedProgram program = decidable(review, id, reason, by);
        programs.revoke(program.programId());
        note(program, ReviewItem.Decision.REVOKE, reason, by);
    }

    private ReviewedProgram decidable(UUID review, UUID id, String reason, User by) {
        if (reviews.get(review).signed()) {
            throw Refused.conflict("reviews.signed");
        }
        ReviewedProgram program = rows.program(review, id).orElseThrow(() -> Refused.notFound("reviewedProgram"));
        RoleRules.require(List.of(
                () -> by.hasAny(Role.SYSTEM_ADMIN, Role.HEAD) ? null : Refused.forbidden("reviews.notReviewer"),
                () -> RoleRules.aReasonIsGiven(reason),
                () -> program.decision() == ReviewItem.Decision.REVOKE
                        ? Refused.conflict("reviews.programRevoked")
                        : null));
        return program;
    }

    private void note(ReviewedProgram program, ReviewItem.Decision decision, String reason, User by) {
        jdbc.sql("""
                        update identity.access_review_program
                        set decision = ?, reason = ?, decided_at = ?, decided_by = ?, decided_name = ? where id = ?
                        """)
                .params(
                        decision.name(),
                        reason,
                        clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC),
                        by.accountId(),
                        by.displayName(),
                        program.id())
                .update();
        events.publishEvent(Audited.of("accessReview.decided", "client", program.programId())
                .changed("decision", program.decision(), decision)
                .because(reason));
    }
}
