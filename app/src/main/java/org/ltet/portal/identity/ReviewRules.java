package org.ltet.portal.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.spi.Standing;
import org.ltet.portal.shared.IndiaTime;

/** What makes a role stand out in the review of access (ACC-10): each reason by its name, over records only. */
final class ReviewRules {

    /** Roles that are usually given for some companies, regions or schemes. */
    private static final Set<Role> USUALLY_LIMITED = EnumSet.of(
            Role.SCRUTINY_OFFICER,
            Role.SUB_PANEL_MEMBER,
            Role.ACCOUNTS_OFFICER,
            Role.ACCOUNTS_APPROVER,
            Role.HELPDESK_AGENT);

    private ReviewRules() {}

    /**
     * A role of a person as it stands.
     *
     * @param others the other staff roles of the person
     * @param lastKept when a review kept the role, null for never
     * @param standing null where the HR system does not know the person
     */
    record Subject(
            UUID accountId,
            String employeeNumber,
            String displayName,
            RoleHeld held,
            List<Role> others,
            boolean locked,
            Instant openedAt,
            @Nullable Instant lastSignInAt,
            @Nullable Instant lastKept,
            @Nullable Standing standing) {}

    /** From which number of days or roles on something stands out. */
    record Limits(long dormantDays, long mostRoles, long unchangedDays) {}

    static List<Finding> of(Subject subject, Limits limits, LocalDate today) {
        return Stream.concat(
                        conflicts(subject),
                        Stream.of(
                                        gone(subject),
                                        locked(subject),
                                        ended(subject, today),
                                        dormant(subject, limits, today),
                                        manyRoles(subject, limits),
                                        unlimited(subject),
                                        unchanged(subject, limits, today))
                                .filter(Objects::nonNull)
                                .map(Objects::requireNonNull))
                .toList();
    }

    static Stream<Finding> conflicts(Subject subject) {
        return ConflictingDuties.of(subject.held().role(), subject.others()).stream()
                .map(pair -> Finding.of("CONFLICT", pair.one(), pair.other()));
    }

    static @Nullable Finding gone(Subject subject) {
        return switch (subject.standing()) {
            case RETIRED, LEFT, DECEASED -> Finding.of(subject.standing().name());
            case SERVING -> null;
            case null -> null;
        };
    }

    static @Nullable Finding locked(Subject subject) {
        return subject.locked() ? Finding.of("LOCKED") : null;
    }

    static @Nullable Finding ended(Subject subject, LocalDate today) {
        LocalDate until = subject.held().until();
        return until != null && subject.held().endedOn(today) ? Finding.of("ENDED", until) : null;
    }

    static @Nullable Finding dormant(Subject subject, Limits limits, LocalDate today) {
        LocalDate limit = today.minusDays(limits.dormantDays());
        if (subject.lastSignInAt() == null) {
            return IndiaTime.dateOf(subject.openedAt()).isBefore(limit) ? Finding.of("NEVER_SIGNED_IN") : null;
        }
        LocalDate last = IndiaTime.dateOf(subject.lastSignInAt());
        return last.isBefore(limit) ? Finding.of("DORMANT", last, limits.dormantDays()) : null;
    }

    static @Nullable Finding manyRoles(Subject subject, Limits limits) {
        int roles = subject.others().size() + 1;
        return roles > limits.mostRoles() ? Finding.of("MANY_ROLES", roles) : null;
    }

    static @Nullable Finding unlimited(Subject subject) {
        return USUALLY_LIMITED.contains(subject.held().role())
                        && subject.held().scope().equals(Scope.EVERYWHERE)
                ? Finding.of("UNLIMITED")
                : null;
    }

    static @Nullable Finding unchanged(Subject subject, Limits limits, LocalDate today) {
        Instant changed = subject.held().changedAt();
        Instant seen = subject.lastKept() != null && subject.lastKept().isAfter(changed) ? subject.lastKept() : changed;
        LocalDate since = IndiaTime.dateOf(seen);
        return since.isBefore(today.minusDays(limits.unchangedDays())) ? Finding.of("UNCHANGED", since) : null;
    }
}
