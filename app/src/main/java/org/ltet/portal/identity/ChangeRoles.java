package org.ltet.portal.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives roles and takes them away (ADM-3, ACC-5). The account's row is held meanwhile: two administrators who change one
 * person at once do so one after the other, and the second, who saw an older state, is told.
 */
@Component
@Transactional
public class ChangeRoles {

    private final JdbcClient jdbc;
    private final RoleRows rows;
    private final Users users;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ChangeRoles(JdbcClient jdbc, RoleRows rows, Users users, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.users = users;
        this.clock = clock;
        this.events = events;
    }

    /** An account as it stands while its row is held. */
    record Held(AccountView account, long version, boolean locked, List<RoleHeld> roles) {

        @Nullable
        RoleHeld role(Role role) {
            return roles.stream()
                    .filter(held -> held.role() == role)
                    .findFirst()
                    .orElse(null);
        }

        List<RoleHeld> others(Role role) {
            return roles.stream().filter(held -> held.role() != role).toList();
        }
    }

    /**
     * @param expectedVersion of the account as the administrator saw it
     * @throws Refused where the account changed since, or a rule does not allow it
     */
    public void grant(String employeeNumber, RoleGrant grant, long expectedVersion, User by) {
        Held held = hold(employeeNumber);
        requireVersion(held, expectedVersion);
        give(held, grant, by);
    }

    /** @throws Refused notFound when the role is not held, or as for {@link #grant} */
    public void revoke(String employeeNumber, Role role, String reason, long expectedVersion, User by) {
        Held held = hold(employeeNumber);
        requireVersion(held, expectedVersion);
        RoleRules.require(List.of(() -> RoleRules.onlyASystemAdminChangesRoles(by)));
        takeAway(held, role, reason, by);
    }

    void give(Held held, RoleGrant grant, User by) {
        requireAllowed(held, grant, by);
        RoleHeld before = held.role(grant.role());
        if (before != null && before.until() == null && grant.until() != null) {
            requireAnotherAdmin(held.account().id(), grant.role());
        }
        rows.put(held.account().id(), grant, by.accountId());
        users.forgetAfterCommit(held.account().id());
        String action = before == null ? "account.roleGranted" : "account.roleChanged";
        Audited entry = Audited.of(action, "account", held.account().id())
                .changed("role", before == null ? null : grant.role(), grant.role())
                .changed("scope." + grant.role(), before == null ? null : before.scope(), grant.scope())
                .changed("until." + grant.role(), before == null ? null : before.until(), grant.until())
                .changed(
                        "exception." + grant.role(),
                        before == null ? null : before.exceptionReason(),
                        grant.exceptionReason());
        events.publishEvent(entry.because(grant.reason()));
    }

    /** Every rule that a grant must pass; nothing is changed. */
    void requireAllowed(Held held, RoleGrant grant, User by) {
        LocalDate today = today();
        RoleRules.require(List.of(
                () -> RoleRules.onlyASystemAdminChangesRoles(by),
                () -> RoleRules.nobodyChangesTheOwn(held.account(), by),
                () -> held.locked() ? Refused.conflict("accounts.locked") : null,
                () -> RoleRules.memberIsNotGiven(grant.role()),
                () -> RoleRules.aReasonIsGiven(grant.reason()),
                () -> RoleRules.placesAreCodes(grant.scope()),
                () -> RoleRules.aSystemAdminCountsEverywhere(grant.role(), grant.scope()),
                () -> RoleRules.theEndLiesAhead(grant.until(), today),
                () -> RoleRules.dutiesGoTogether(grant, held.others(grant.role()), today),
                () -> RoleRules.anExceptionEndsSoon(grant, today)));
    }

    void requireMayTakeAway(Held held, Role role, String reason, User by) {
        RoleRules.require(List.of(
                () -> RoleRules.nobodyChangesTheOwn(held.account(), by),
                () -> RoleRules.memberIsNotGiven(role),
                () -> RoleRules.aReasonIsGiven(reason),
                () -> held.role(role) == null ? Refused.notFound("role") : null));
    }

    /** For a system admin, and for whoever reviews access. */
    void takeAway(Held held, Role role, String reason, User by) {
        requireMayTakeAway(held, role, reason, by);
        RoleHeld before = Objects.requireNonNull(held.role(role));
        if (before.until() == null) {
            requireAnotherAdmin(held.account().id(), role);
        }
        rows.remove(held.account().id(), role);
        users.forgetAfterCommit(held.account().id());
        events.publishEvent(
                Audited.of("account.roleRevoked", "account", held.account().id())
                        .changed("role", role, null)
                        .changed("scope." + role, before.scope(), null)
                        .because(reason));
    }

    /** @throws Refused accounts.lastAdmin */
    void requireAnotherAdmin(UUID accountId, Role role) {
        if (role == Role.SYSTEM_ADMIN && !rows.anotherSystemAdminThan(accountId)) {
            throw Refused.conflict("accounts.lastAdmin");
        }
    }

    private record Row(
            UUID id,
            String employeeNumber,
            String displayName,
            @Nullable String email,
            long accessVersion,
            String status) {}

    /** @throws Refused notFound */
    Held hold(String employeeNumber) {
        return jdbc.sql("""
                        select id, employee_number, display_name, email, access_version, status from identity.account
                        where employee_number = ? for no key update
                        """)
                .param(employeeNumber)
                .query(Row.class)
                .optional()
                .map(row -> new Held(
                        new AccountView(row.id(), row.employeeNumber(), row.displayName(), row.email()),
                        row.accessVersion(),
                        !row.status().equals("ACTIVE"),
                        rows.of(row.id())))
                .orElseThrow(() -> Refused.notFound("account"));
    }

    static void requireVersion(Held held, long expected) {
        if (held.version() != expected) {
            throw Refused.stale();
        }
    }

    LocalDate today() {
        return IndiaTime.dateOf(clock.instant());
    }
}
