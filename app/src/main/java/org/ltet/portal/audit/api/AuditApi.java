package org.ltet.portal.audit.api;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.audit.Chain;
import org.ltet.portal.audit.Trail;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Allow({Role.SYSTEM_ADMIN, Role.HEAD})
class AuditApi {

    private static final int PAGE_SIZE = 100;

    private final Trail trail;
    private final Chain chain;

    AuditApi(Trail trail, Chain chain) {
        this.trail = trail;
        this.chain = chain;
    }

    /** @param next value of "before" for the next page, none on the last */
    record Entries(List<Trail.Entry> entries, @Nullable Long next) {}

    record Verification(boolean intact, List<Chain.Broken> broken) {}

    @GetMapping("/api/v1/audit-entries")
    Entries entries(
            @RequestParam @Nullable String actor,
            @RequestParam @Nullable String action,
            @RequestParam @Nullable UUID applicationId,
            @RequestParam @Nullable String scheme,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate to,
            @RequestParam @Nullable Long before) {
        List<Trail.Entry> found =
                trail.find(new Trail.Search(actor, action, applicationId, scheme, from, to), before, PAGE_SIZE + 1);
        return found.size() > PAGE_SIZE
                ? new Entries(
                        found.subList(0, PAGE_SIZE), found.get(PAGE_SIZE - 1).id())
                : new Entries(found, null);
    }

    @GetMapping("/api/v1/audit-verification")
    Verification verification() {
        List<Chain.Broken> broken = chain.broken();
        return new Verification(broken.isEmpty(), broken);
    }
}
