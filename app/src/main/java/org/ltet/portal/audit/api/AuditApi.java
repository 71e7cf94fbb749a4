package org.ltet.portal.audit.api;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.audit.Chain;
import org.ltet.portal.audit.Trail;
import org.ltet.portal.audit.TrailExport;
import org.ltet.portal.audit.web.ArchiveAnswer;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.Refused;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Allow({Role.SYSTEM_ADMIN, Role.HEAD})
class AuditApi {

    private static final int PAGE_SIZE = 100;

    private final Trail trail;
    private final Chain chain;
    private final TrailExport export;
    private final ArchiveAnswer archives;

    AuditApi(Trail trail, Chain chain, TrailExport export, ArchiveAnswer archives) {
        this.archives = archives;
        this.trail = trail;
        this.chain = chain;
        this.export = export;
    }

    /** @param next value of "before" for the next page, none on the last */
    record Entries(List<Trail.Entry> entries, @Nullable String next) {}

    record Verification(boolean intact, List<Chain.Broken> broken) {}

    @InScope(value = ApiScope.AUDIT_READ, systems = true)
    @Operation(summary = "The entries of the audit trail that fit a filter, a page at a time")
    @GetMapping("/api/v1/audit-entries")
    Entries entries(
            @RequestParam @Nullable String actor,
            @RequestParam @Nullable String action,
            @RequestParam @Nullable UUID applicationId,
            @RequestParam @Nullable String scheme,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate to,
            @RequestParam @Nullable String objectId,
            @RequestParam @Nullable String before) {
        List<Trail.Entry> found = trail.find(
                new Trail.Search(actor, action, applicationId, scheme, from, to, objectId), key(before), PAGE_SIZE + 1);
        return found.size() > PAGE_SIZE
                ? new Entries(
                        found.subList(0, PAGE_SIZE), found.get(PAGE_SIZE - 1).key())
                : new Entries(found, null);
    }

    @InScope(value = ApiScope.AUDIT_READ, systems = true)
    @Operation(summary = "Whether the chain of the audit trail is whole")
    @GetMapping("/api/v1/audit-verification")
    Verification verification() {
        List<Chain.Broken> broken = chain.broken();
        return new Verification(broken.isEmpty(), broken);
    }

    /** The entry with its confidential values; the reading goes on record. */
    @FreshFactor
    @InScope(ApiScope.AUDIT_REVEAL)
    @Operation(summary = "One entry with its confidential values; the reading goes on record")
    @PostMapping("/api/v1/audit-entries/{key}/readings")
    Trail.Entry reading(@PathVariable String key) {
        return trail.unmasked(Trail.Key.read(key).orElseThrow(() -> Refused.notFound("auditEntry")));
    }

    /** Everything found as CSV, oldest first, streamed; that it was taken out goes on record. */
    @InScope(value = ApiScope.AUDIT_READ, systems = true)
    @Operation(summary = "Everything found in the audit trail as CSV, oldest first; this goes on record")
    @GetMapping("/api/v1/audit-entries/export")
    void export(
            @RequestParam @Nullable String actor,
            @RequestParam @Nullable String action,
            @RequestParam @Nullable UUID applicationId,
            @RequestParam @Nullable String scheme,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate to,
            @RequestParam @Nullable String objectId,
            HttpServletResponse response)
            throws IOException {
        export.write(new Trail.Search(actor, action, applicationId, scheme, from, to, objectId), response);
    }

    /** A closed month as a file that can be checked by itself; that it was taken out goes on record. */
    @FreshFactor
    @InScope(ApiScope.AUDIT_REVEAL)
    @Operation(summary = "A closed month of the audit trail as a file that can be checked by itself")
    @PostMapping("/api/v1/audit-archives/{month}")
    void archive(@PathVariable String month, HttpServletResponse response) throws IOException {
        archives.send(month, response);
    }

    private static Trail.@Nullable Key key(@Nullable String text) {
        return text == null
                ? null
                : Trail.Key.read(text).orElseThrow(() -> Refused.invalidField("before", "audit.before"));
    }
}
