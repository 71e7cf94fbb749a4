package org.ltet.portal.identity;

import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Refused;

/** What stands against a change of roles (ACC-5): each rule by its name, over what is known, without a side effect. */
final class RoleRules {

    /** For so long roles that do not go together may be held by one person, with a reason. */
    static final Period LONGEST_EXCEPTION = Period.ofDays(92);

    static final int LONGEST_REASON = 500;

    private static final int MOST_PLACES = 50;
    private static final Pattern CODE = Pattern.compile("[A-Z0-9_-]{1,20}");

    private RoleRules() {}

    /** @throws Refused what the first rule that refuses says */
    static void require(List<Supplier<@Nullable Refused>> rules) {
        rules.stream().map(Supplier::get).filter(Objects::nonNull).findFirst().ifPresent(refused -> {
            throw refused;
        });
    }

    static @Nullable Refused onlyASystemAdminChangesRoles(User by) {
        return by.has(Role.SYSTEM_ADMIN) ? null : Refused.forbidden("accounts.notAdmin");
    }

    static @Nullable Refused nobodyChangesTheOwn(AccountView account, User by) {
        return account.id().equals(by.accountId()) || account.employeeNumber().equals(by.employeeNumber())
                ? Refused.conflict("accounts.own")
                : null;
    }

    /** It comes with the account and goes with it. */
    static @Nullable Refused memberIsNotGiven(Role role) {
        return role == Role.MEMBER ? Refused.invalidField("role", "accounts.memberNotGiven") : null;
    }

    static @Nullable Refused aReasonIsGiven(String reason) {
        if (reason.isBlank()) {
            return Refused.invalidField("reason", "accounts.reasonMissing");
        }
        return reason.length() > LONGEST_REASON
                ? Refused.invalidField("reason", "accounts.reasonLong", LONGEST_REASON)
                : null;
    }

    static @Nullable Refused theEndLiesAhead(@Nullable LocalDate until, LocalDate today) {
        return until != null && until.isBefore(today) ? Refused.invalidField("until", "accounts.untilPast") : null;
    }

    static @Nullable Refused aSystemAdminCountsEverywhere(Role role, Scope scope) {
        return role == Role.SYSTEM_ADMIN && !scope.equals(Scope.EVERYWHERE)
                ? Refused.invalidField("ics", "accounts.adminEverywhere")
                : null;
    }

    static @Nullable Refused placesAreCodes(Scope scope) {
        if (!areCodes(scope.ics())) {
            return Refused.invalidField("ics", "accounts.codes");
        }
        if (!areCodes(scope.regions())) {
            return Refused.invalidField("regions", "accounts.codes");
        }
        return areCodes(scope.schemes()) ? null : Refused.invalidField("schemes", "accounts.codes");
    }

    private static boolean areCodes(Set<String> codes) {
        return codes.size() <= MOST_PLACES
                && codes.stream().allMatch(code -> CODE.matcher(code).matches());
    }

    /** @param others the roles held beside the one to be given */
    static @Nullable Refused dutiesGoTogether(RoleGrant grant, Collection<RoleHeld> others, LocalDate today) {
        List<ConflictingDuties> conflicts = ConflictingDuties.of(
                grant.role(), others.stream().map(RoleHeld::role).toList());
        for (ConflictingDuties conflict : conflicts) {
            if (!conflict.exceptionPossible()) {
                return Refused.invalidField("role", "accounts.conflict." + conflict);
            }
            Role other = conflict.one() == grant.role() ? conflict.other() : conflict.one();
            boolean excepted = grant.exceptionReason() != null
                    || others.stream().anyMatch(held -> held.role() == other && held.exceptionReason() != null);
            if (!excepted) {
                return Refused.invalidField("exception", "accounts.conflict." + conflict);
            }
        }
        return null;
    }

    static @Nullable Refused anExceptionEndsSoon(RoleGrant grant, LocalDate today) {
        if (grant.exceptionReason() == null) {
            return null;
        }
        if (grant.exceptionReason().length() > LONGEST_REASON) {
            return Refused.invalidField("exception", "accounts.reasonLong", LONGEST_REASON);
        }
        return grant.until() == null || grant.until().isAfter(today.plus(LONGEST_EXCEPTION))
                ? Refused.invalidField("until", "accounts.exceptionEnd", LONGEST_EXCEPTION.getDays())
                : null;
    }
}
