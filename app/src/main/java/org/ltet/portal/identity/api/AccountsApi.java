package org.ltet.portal.identity.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AccountDetails;
import org.ltet.portal.identity.AccountSummary;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.ChangeRoles;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FindAccounts;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.LockAccounts;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.RoleGrant;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.web.Etags;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Accounts and their roles. Every change names the version it is based on in If-Match, and its reason. */
@RestController
@RequestMapping("/api/v1/accounts")
@Allow(Role.SYSTEM_ADMIN)
@InScope(ApiScope.ACCOUNTS_MANAGE)
class AccountsApi {

    private static final int PAGE_SIZE = 50;

    private final FindAccounts find;
    private final ChangeRoles roles;
    private final LockAccounts locks;
    private final CurrentUser currentUser;

    AccountsApi(FindAccounts find, ChangeRoles roles, LockAccounts locks, CurrentUser currentUser) {
        this.find = find;
        this.roles = roles;
        this.locks = locks;
        this.currentUser = currentUser;
    }

    /** @param next the number to send as "after" for more, null at the end */
    record Found(List<AccountSummary> items, @Nullable String next) {}

    /**
     * @param ics codes of companies where the role counts, none for all; regions and schemes likewise
     * @param until the last day on which it counts
     * @param exception why roles that do not go together are to be held for a time
     */
    record RoleInput(
            @Nullable Set<String> ics,
            @Nullable Set<String> regions,
            @Nullable Set<String> schemes,
            @Nullable LocalDate until,
            @Nullable String reason,
            @Nullable String exception) {}

    record ReasonInput(@Nullable String reason) {}

    @InScope(ApiScope.ACCOUNTS_READ)
    @Operation(summary = "Looks for accounts by number or name, and by role")
    @GetMapping
    Found search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(defaultValue = "false") boolean staff,
            @RequestParam(defaultValue = "false") boolean locked,
            @RequestParam(defaultValue = "") String after) {
        List<AccountSummary> found = find.page(new FindAccounts.Wanted(q, role, staff, locked), after, PAGE_SIZE + 1);
        return found.size() > PAGE_SIZE
                ? new Found(
                        found.subList(0, PAGE_SIZE), found.get(PAGE_SIZE - 1).employeeNumber())
                : new Found(found, null);
    }

    @InScope(ApiScope.ACCOUNTS_READ)
    @Operation(summary = "One account with its roles")
    @GetMapping("/{number}")
    ResponseEntity<AccountDetails> one(@PathVariable String number) {
        AccountDetails details = find.details(number);
        return ResponseEntity.ok().eTag(Etags.of(details.version())).body(details);
    }

    @FreshFactor
    @Operation(summary = "Gives an account a role within a scope, with the reason")
    @PutMapping("/{number}/roles/{role}")
    ResponseEntity<AccountDetails> grant(
            @PathVariable String number,
            @PathVariable Role role,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody RoleInput input) {
        Scope scope = new Scope(orNone(input.ics()), orNone(input.regions()), orNone(input.schemes()));
        RoleGrant grant = new RoleGrant(role, scope, input.until(), orEmpty(input.reason()), input.exception());
        roles.grant(number, grant, Etags.required(ifMatch), currentUser.get());
        return one(number);
    }

    @FreshFactor
    @Operation(summary = "Takes a role from an account, with the reason")
    @PostMapping("/{number}/roles/{role}/revoke")
    ResponseEntity<AccountDetails> revoke(
            @PathVariable String number,
            @PathVariable Role role,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ReasonInput input) {
        roles.revoke(number, role, orEmpty(input.reason()), Etags.required(ifMatch), currentUser.get());
        return one(number);
    }

    @FreshFactor
    @Operation(summary = "Locks an account, with the reason")
    @PostMapping("/{number}/lock")
    ResponseEntity<AccountDetails> lock(
            @PathVariable String number,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ReasonInput input) {
        locks.lock(number, orEmpty(input.reason()), Etags.required(ifMatch), currentUser.get());
        return one(number);
    }

    @FreshFactor
    @Operation(summary = "Unlocks an account, with the reason")
    @PostMapping("/{number}/unlock")
    ResponseEntity<AccountDetails> unlock(
            @PathVariable String number,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ReasonInput input) {
        locks.unlock(number, orEmpty(input.reason()), Etags.required(ifMatch), currentUser.get());
        return one(number);
    }

    @Operation(summary = "Ends every session of an account, and every token given until now")
    @PostMapping("/{number}/sign-out")
    ResponseEntity<AccountDetails> signOut(@PathVariable String number, @RequestBody ReasonInput input) {
        locks.signOut(number, orEmpty(input.reason()), currentUser.get());
        return one(number);
    }

    private static Set<String> orNone(@Nullable Set<String> codes) {
        return codes == null ? Set.of() : codes;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
