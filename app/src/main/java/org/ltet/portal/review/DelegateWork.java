package org.ltet.portal.review;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.ConflictingDuties;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A reviewer names who stands in during leave; either of the two ends it early (REV-5). What the delegate still has in
 * hands then goes back.
 */
@Component
public class DelegateWork {

    /** The longest leave, first and last day counted. */
    public static final int MOST_DAYS = 92;

    private static final int FURTHEST_DAYS = 366;
    private static final int LONGEST_REASON = 500;

    /** @param delegate employee number */
    public record Wish(ReviewLevel level, String delegate, LocalDate from, LocalDate until, String reason) {}

    private final JdbcClient jdbc;
    private final Delegations delegations;
    private final HandBack handBack;
    private final Accounts accounts;
    private final Seniors seniors;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DelegateWork(
            JdbcClient jdbc,
            Delegations delegations,
            HandBack handBack,
            Accounts accounts,
            Seniors seniors,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.delegations = delegations;
        this.handBack = handBack;
        this.accounts = accounts;
        this.seniors = seniors;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Whether a person can stand in at a level: who works there, wherever, or at a later one, and holds no duty that
     * does not go together with it.
     */
    static boolean suits(User user, ReviewLevel level) {
        boolean reviews = Arrays.stream(ReviewLevel.values())
                .filter(own -> own == level || own.isAfter(level))
                .anyMatch(own -> user.has(ReviewLevels.role(own)));
        return reviews
                && ConflictingDuties.of(ReviewLevels.role(level), user.roleNames())
                        .isEmpty();
    }

    /** Name and number of everybody who can stand in for this user at one of the user's levels, by name. */
    public Map<String, String> candidates(User user) {
        List<ReviewLevel> own = ReviewLevels.of(user);
        Map<String, String> names = new LinkedHashMap<>();
        Arrays.stream(ReviewLevel.values())
                .filter(level -> own.stream().anyMatch(mine -> level == mine || level.isAfter(mine)))
                .flatMap(level -> seniors.holding(ReviewLevels.role(level)).stream())
                .filter(other -> !other.employeeNumber().equals(user.employeeNumber()))
                .filter(other -> own.stream().anyMatch(level -> suits(other, level)))
                .sorted(Comparator.comparing(User::displayName).thenComparing(User::employeeNumber))
                .forEach(other ->
                        names.put(other.employeeNumber(), other.displayName() + " (" + other.employeeNumber() + ")"));
        return names;
    }

    /**
     * @throws Refused forbidden "review.notYourLevel"; invalid when days, reason or person do not fit; conflict
     *     "review.delegationOverlaps" or "review.delegationMeanwhile"
     */
    @Transactional
    public Delegation delegate(Wish wish, User user) {
        Role role = ReviewLevels.role(wish.level());
        if (!user.has(role)) {
            throw Refused.forbidden("review.notYourLevel");
        }
        requireDays(wish);
        String reason = wish.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw Refused.invalidField("reason", "review.reasonNeeded", LONGEST_REASON);
        }
        String number = wish.delegate().strip();
        if (number.equals(user.employeeNumber())) {
            throw Refused.invalidField("delegate", "review.delegateSelf");
        }
        User delegate = accounts.user(number)
                .filter(other -> suits(other, wish.level()))
                .orElseThrow(() -> Refused.invalidField("delegate", "review.delegateUnsuitable"));
        requireFree(wish, user.employeeNumber(), number);
        Delegation made = new Delegation(
                Ids.next(),
                user.employeeNumber(),
                user.displayName(),
                number,
                delegate.displayName(),
                wish.level(),
                wish.from(),
                wish.until(),
                reason,
                clock.instant(),
                null,
                null);
        try {
            insert(made);
        } catch (DataIntegrityViolationException e) {
            // somebody else's delegation of the same instant
            throw Refused.conflict("review.delegationMeanwhile");
        }
        events.publishEvent(new DelegationChanged(made, made.madeAt()));
        events.publishEvent(Audited.of("delegation.made", "delegation", made.id())
                .changed("level", null, made.level())
                .changed("delegate", null, made.delegate())
                .changed("from", null, made.from())
                .changed("until", null, made.until())
                .because(reason));
        return made;
    }

    /** @throws Refused not found for everybody but the two; conflict "review.delegationOver" */
    @Transactional
    public Delegation end(UUID id, User user) {
        Delegation before = delegations.get(id, user);
        int ended = jdbc.sql("""
                update review.delegation set ended_at = :now, ended_by = :me
                where id = :id and ended_at is null and until_day >= :today
                """)
                .param("now", TaskRows.timestamp(clock.instant()))
                .param("me", user.employeeNumber())
                .param("id", id)
                .param("today", IndiaTime.today(clock))
                .update();
        if (ended != 1) {
            throw Refused.conflict("review.delegationOver");
        }
        Delegation after = delegations.get(id, user);
        handBack.whatIsOver(before.delegate());
        events.publishEvent(new DelegationChanged(after, clock.instant()));
        events.publishEvent(Audited.of("delegation.ended", "delegation", id)
                .changed("delegate", before.delegate(), null)
                .changed("until", before.until(), IndiaTime.today(clock)));
        return after;
    }

    private void requireDays(Wish wish) {
        LocalDate today = IndiaTime.today(clock);
        if (wish.from().isBefore(today) || wish.from().isAfter(today.plusDays(FURTHEST_DAYS))) {
            throw Refused.invalidField("from", "review.delegationFrom");
        }
        if (wish.until().isBefore(wish.from())
                || !wish.until().isBefore(wish.from().plusDays(MOST_DAYS))) {
            throw Refused.invalidField("until", "review.delegationUntil", MOST_DAYS);
        }
    }

    private void requireFree(Wish wish, String delegator, String delegate) {
        List<Delegation> meanwhile = jdbc.sql(Delegations.SELECT + """
                where d.ended_at is null and d.from_day <= :until and d.until_day >= :from
                  and (d.delegator in (:delegator, :delegate) or d.delegate = :delegator)
                """)
                .param("from", wish.from())
                .param("until", wish.until())
                .param("delegator", delegator)
                .param("delegate", delegate)
                .query(Delegations::delegation)
                .list();
        for (Delegation other : meanwhile) {
            if (other.delegator().equals(delegator) && other.level() == wish.level()) {
                throw Refused.conflict("review.delegationOverlaps", other.delegateName(), other.from(), other.until());
            }
            if (other.delegator().equals(delegate)) {
                throw Refused.conflict("review.delegateAway", other.delegatorName(), other.from(), other.until());
            }
            if (other.delegate().equals(delegator)) {
                throw Refused.conflict("review.delegatorStandsIn", other.delegatorName(), other.from(), other.until());
            }
        }
    }

    private void insert(Delegation made) {
        jdbc.sql("""
                insert into review.delegation (id, delegator, delegator_name, delegate, delegate_name, level, from_day,
                    until_day, reason, made_at)
                values (:id, :delegator, :delegatorName, :delegate, :delegateName, :level, :from, :until, :reason, :at)
                """)
                .param("id", made.id())
                .param("delegator", made.delegator())
                .param("delegatorName", made.delegatorName())
                .param("delegate", made.delegate())
                .param("delegateName", made.delegateName())
                .param("level", made.level().name())
                .param("from", made.from())
                .param("until", made.until())
                .param("reason", made.reason())
                .param("at", TaskRows.timestamp(made.madeAt()))
                .update();
    }
}
