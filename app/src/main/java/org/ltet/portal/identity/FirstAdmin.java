package org.ltet.portal.identity;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.identity.spi.Contact;
import org.ltet.portal.identity.spi.ContactDirectory;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the first system admin, whom no other can make. No password is set: the person proves to be that person by a
 * one-time code to the mobile and e-mail that the HR system has, as everybody does.
 */
@Component
class FirstAdmin {

    private final Accounts accounts;
    private final ChangeRoles changes;
    private final RoleRows rows;
    private final Users users;
    private final ContactDirectory contacts;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    FirstAdmin(
            Accounts accounts,
            ChangeRoles changes,
            RoleRows rows,
            Users users,
            ContactDirectory contacts,
            Clock clock,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.changes = changes;
        this.rows = rows;
        this.users = users;
        this.contacts = contacts;
        this.clock = clock;
        this.events = events;
    }

    /**
     * @param besideOthers for when the others cannot be reached any more: without it, there must be none
     * @return where the codes of this person go
     * @throws Refused where the HR system does not know the person or how to send a code, a rule of roles does not allow
     *     it, or there is one already
     */
    @Transactional
    Contact make(String employeeNumber, String reason, boolean besideOthers) {
        RoleRules.require(List.of(() -> RoleRules.aReasonIsGiven(reason)));
        Contact contact = contacts.byEmployeeNumber(employeeNumber)
                .orElseThrow(() -> Refused.conflict("accounts.unknownPerson", employeeNumber));
        RoleRules.require(List.of(
                () -> contact.mayOpenAccount() ? null : Refused.conflict("accounts.personLeft", employeeNumber),
                () -> contact.email().isEmpty() && contact.mobile().isEmpty()
                        ? Refused.conflict("accounts.unreachable", employeeNumber)
                        : null));
        UUID account = accounts.byEmployeeNumber(employeeNumber)
                .map(AccountView::id)
                .orElseGet(() -> accounts.open(
                        new NewAccount(employeeNumber, contact.name(), null, null, Accounts.everywhere(Role.MEMBER))));
        if (rows.anotherSystemAdminThan(account) && !besideOthers) {
            throw Refused.conflict("accounts.adminThere");
        }
        ChangeRoles.Held held = changes.hold(employeeNumber);
        RoleGrant grant = new RoleGrant(Role.SYSTEM_ADMIN, Scope.EVERYWHERE, null, reason, null);
        RoleRules.require(List.of(
                () -> held.locked() ? Refused.conflict("accounts.locked") : null,
                () -> held.role(Role.SYSTEM_ADMIN) == null ? null : Refused.conflict("accounts.adminAlready"),
                () -> RoleRules.dutiesGoTogether(grant, held.others(Role.SYSTEM_ADMIN), IndiaTime.today(clock))));
        rows.put(account, grant, null);
        users.forgetAfterCommit(account);
        events.publishEvent(Audited.of("account.roleGranted", "account", account)
                .changed("role", null, Role.SYSTEM_ADMIN)
                .because(reason));
        return contact;
    }
}
