package org.ltet.portal.identity.api;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.RoleNetworks;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** From where staff roles may be used. */
@RestController
@Allow(Role.SYSTEM_ADMIN)
class RoleNetworksApi {

    private final RoleNetworks networks;
    private final CurrentUser currentUser;

    RoleNetworksApi(RoleNetworks networks, CurrentUser currentUser) {
        this.networks = networks;
        this.currentUser = currentUser;
    }

    /** @param addresses ranges such as 10.20.0.0/16 or 2001:db8::/32; none for everywhere */
    record Addresses(@Nullable List<String> addresses) {}

    @InScope(ApiScope.ACCOUNTS_READ)
    @Operation(summary = "The networks from which each role may be used")
    @GetMapping("/api/v1/role-networks")
    Map<Role, List<String>> all() {
        return networks.all();
    }

    @FreshFactor
    @InScope(ApiScope.ACCOUNTS_MANAGE)
    @Operation(summary = "Says from which networks a role may be used")
    @PutMapping("/api/v1/role-networks/{role}")
    Map<Role, List<String>> change(@PathVariable Role role, @RequestBody Addresses wanted, HttpServletRequest request) {
        List<String> ranges = wanted.addresses() == null ? List.of() : wanted.addresses();
        networks.change(Map.of(role, ranges), currentUser.get(), request.getRemoteAddr());
        return networks.all();
    }
}
