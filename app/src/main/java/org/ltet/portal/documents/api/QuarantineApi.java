package org.ltet.portal.documents.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.KeptAway;
import org.ltet.portal.documents.Quarantine;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the virus scanner keeps away from everybody. */
@RestController
@Allow(Role.SYSTEM_ADMIN)
class QuarantineApi {

    private static final int PAGE_SIZE = 50;

    private final Quarantine quarantine;

    QuarantineApi(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    /**
     * @param scanner OFF, RUNNING or DOWN
     * @param waiting documents not scanned yet, counted up to 100,000
     * @param next the id to send as "before" for older ones, null at the end
     */
    record Kept(
            Quarantine.Condition scanner,
            long waiting,
            List<KeptAway> items,
            @Nullable UUID next) {}

    @InScope(ApiScope.DOCUMENTS_READ)
    @Operation(summary = "The files that were kept away because they may do harm")
    @GetMapping("/api/v1/quarantine")
    Kept list(@RequestParam(required = false) @Nullable UUID before) {
        List<KeptAway> found = quarantine.keptAway(before, PAGE_SIZE + 1);
        boolean more = found.size() > PAGE_SIZE;
        List<KeptAway> items = more ? found.subList(0, PAGE_SIZE) : found;
        return new Kept(
                quarantine.condition(),
                quarantine.waiting(),
                items,
                more ? items.getLast().id() : null);
    }
}
