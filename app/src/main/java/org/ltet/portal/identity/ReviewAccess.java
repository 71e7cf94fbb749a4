package org.ltet.portal.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps or takes away what a review found, and signs it off (ACC-10). Nobody decides on the own roles. */
@Component
@Transactional
public class ReviewAccess {

    private final JdbcClient jdbc;
    private final ReviewRows rows;
    private final ChangeRoles roles;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ReviewAccess(JdbcClient jdbc, ReviewRows rows, ChangeRoles roles, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.roles = roles;
        this.clock = clock;
        this.events = events;
    }

    @Transactional(readOnly = true)
    public List<AccessReview> latest() {
        return rows.latest();
    }

    /** Those that wait for a signature. */
    @Transactional(readOnly = true)
    public List<AccessReview> unsigned() {
        return rows.unsigned();
    }

    /** @throws Refused notFound */
    @Transactional(readOnly = true)
    public AccessReview get(UUID id) {
        return rows.review(id).orElseThrow(() -> Refused.notFound("accessReview"));
    }

    /**
     * @param open only those that are, or are not, still to be decided; null for all
     * @param after the last already seen
     */
    @Transactional(readOnly = true)
    public List<ReviewItem> items(UUID review, @Nullable Boolean open, @Nullable UUID after, int most) {
        return rows.items(review, open, after, most);
    }

    /** The review, for somebody who takes it out as a file; that it was taken out is on record. */
    public AccessReview exported(UUID id) {
        AccessReview review = get(id);
        events.publishEvent(Audited.of("accessReview.exported", "accessReview", id)
                .changed("quarter", null, review.quarter())
                .changed("rows", null, review.items()));
        return review;
    }

    public boolean isDue() {
        String quarter = PrepareReview.quarter(today());
        return rows.latest().stream().noneMatch(review -> review.quarter().equals(quarter));
    }

    public LocalDate today() {
        return IndiaTime.dateOf(clock.instant());
    }

    /** @throws Refused where the review is signed, the role is the own one, or it was taken away already */
    public void keep(UUID review, UUID itemId, String reason, User by) {
        ReviewItem item = decidable(review, itemId, reason, by);
        note(item, ReviewItem.Decision.KEEP, reason, by);
    }

    /** The role ends at once. */
    public void revoke(UUID review, UUID itemId, String reason, User by) {
        ReviewItem item = decidable(review, itemId, reason, by);
        ChangeRoles.Held held = roles.hold(item.employeeNumber());
        if (held.role(item.role()) != null) {
            roles.takeAway(held, item.role(), reason, by);
        }
        note(item, ReviewItem.Decision.REVOKE, reason, by);
    }

    private ReviewItem decidable(UUID review, UUID itemId, String reason, User by) {
        if (get(review).signed()) {
            throw Refused.conflict("reviews.signed");
        }
        ReviewItem item = rows.item(review, itemId).orElseThrow(() -> Refused.notFound("reviewItem"));
        RoleRules.require(List.of(
                () -> by.hasAny(Role.SYSTEM_ADMIN, Role.HEAD) ? null : Refused.forbidden("reviews.notReviewer"),
                () -> item.accountId().equals(by.accountId()) ? Refused.conflict("reviews.own") : null,
                () -> RoleRules.aReasonIsGiven(reason),
                () -> item.decision() == ReviewItem.Decision.REVOKE ? Refused.conflict("reviews.revoked") : null));
        return item;
    }

    private void note(ReviewItem item, ReviewItem.Decision decision, String reason, User by) {
        jdbc.sql("""
                        update identity.access_review_item
                        set decision = ?, reason = ?, decided_at = ?, decided_by = ?, decided_name = ? where id = ?
                        """)
                .params(
                        decision.name(),
                        reason,
                        now().atOffset(ZoneOffset.UTC),
                        by.accountId(),
                        by.displayName(),
                        item.id())
                .update();
        events.publishEvent(Audited.of("accessReview.decided", "account", item.accountId())
                .changed("decision." + item.role(), item.decision(), decision)
                .because(reason));
    }

    /**
     * Signs the record; from then on nothing of it changes. Decisions still under way are waited for.
     *
     * @throws Refused reviews.undecided, reviews.signed
     */
    public void sign(UUID id, User by) {
        UUID held = jdbc.sql("select id from identity.access_review where id = ? for update")
                .param(id)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> Refused.notFound("accessReview"));
        AccessReview review = get(held);
        if (!by.hasAny(Role.SYSTEM_ADMIN, Role.HEAD)) {
            throw Refused.forbidden("reviews.notReviewer");
        }
        if (review.signed()) {
            throw Refused.conflict("reviews.signed");
        }
        if (review.open() > 0) {
            throw Refused.conflict("reviews.undecided", review.open());
        }
        Instant now = now();
        byte[] hash = rows.hash(review, by.employeeNumber(), now);
        jdbc.sql("""
                        update identity.access_review set signed_at = ?, signed_by = ?, signed_number = ?,
                            signed_name = ?, kept = ?, revoked = ?, hash = ? where id = ?
                        """)
                .param(now.atOffset(ZoneOffset.UTC))
                .param(by.accountId())
                .param(by.employeeNumber())
                .param(by.displayName())
                .param(review.kept())
                .param(review.revoked())
                .param(hash)
                .param(id)
                .update();
        events.publishEvent(Audited.of("accessReview.signed", "accessReview", id)
                .changed("kept", null, review.kept())
                .changed("revoked", null, review.revoked())
                .changed("hash", null, HexFormat.of().formatHex(hash)));
    }

    /** Whether a signed record still is what was signed. */
    @Transactional(readOnly = true)
    public boolean isAsSigned(UUID id) {
        AccessReview review = get(id);
        return jdbc.sql("select signed_number, signed_at from identity.access_review where id = ?")
                .param(id)
                .query((row, index) -> review.signedAt() != null
                        && HexFormat.of()
                                .formatHex(rows.hash(
                                        review,
                                        row.getString("signed_number"),
                                        row.getTimestamp("signed_at").toInstant()))
                                .equals(review.hash()))
                .single();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
