package org.ltet.portal.identity.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AccessFlag;
import org.ltet.portal.identity.AccessFlags;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.Refused;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Unusual use of the portal, to be looked at. */
@RestController
@Allow(Role.SYSTEM_ADMIN)
class AccessFlagsApi {

    private static final int PAGE_SIZE = 50;

    private final AccessFlags flags;
    private final CurrentUser currentUser;

    AccessFlagsApi(AccessFlags flags, CurrentUser currentUser) {
        this.flags = flags;
        this.currentUser = currentUser;
    }

    /** @param next the id to send as "before" for older ones, null at the end */
    record Flags(List<AccessFlag> items, @Nullable UUID next) {}

    /** @param state LOOKED_AT or CLOSED */
    record Handling(
            AccessFlag.@Nullable State state, @Nullable String note) {}

    @InScope(ApiScope.ACCOUNTS_READ)
    @Operation(summary = "The flags raised about how people used their access")
    @GetMapping("/api/v1/access-flags")
    Flags list(
            @RequestParam(defaultValue = "OPEN") AccessFlag.State state,
            @RequestParam(required = false) @Nullable UUID before) {
        List<AccessFlag> found = flags.page(state, before, PAGE_SIZE + 1);
        return found.size() > PAGE_SIZE
                ? new Flags(
                        found.subList(0, PAGE_SIZE), found.get(PAGE_SIZE - 1).id())
                : new Flags(found, null);
    }

    @InScope(ApiScope.ACCOUNTS_MANAGE)
    @Operation(summary = "Says that a flag is being looked at, or closes it")
    @PostMapping("/api/v1/access-flags/{id}/handling")
    AccessFlag handle(@PathVariable UUID id, @RequestBody Handling wanted) {
        if (wanted.state() == null) {
            throw Refused.invalidField("state", "flags.state");
        }
        flags.handle(
                id,
                wanted.state(),
                Objects.requireNonNullElse(wanted.note(), "").strip(),
                currentUser.get());
        return flags.get(id);
    }
}
