package org.ltet.portal.payments.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.payments.layout.LayoutChange;
import org.ltet.portal.payments.layout.LayoutDefinition;
import org.ltet.portal.payments.layout.LayoutFault;
import org.ltet.portal.payments.layout.LayoutPreview;
import org.ltet.portal.payments.layout.LayoutPreviews;
import org.ltet.portal.payments.layout.LayoutView;
import org.ltet.portal.payments.layout.Layouts;
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

/** The versions of the layout of the NEFT text. */
@RestController
@RequestMapping("/api/v1/neft-layouts")
class NeftLayoutsApi {

    private final Layouts layouts;
    private final LayoutPreviews previews;
    private final CurrentUser currentUser;

    NeftLayoutsApi(Layouts layouts, LayoutPreviews previews, CurrentUser currentUser) {
        this.layouts = layouts;
        this.previews = previews;
        this.currentUser = currentUser;
    }

    /** @param from an earlier version; none for what counts now */
    record Starting(@Nullable UUID from) {}

    record Reason(@Nullable String reason) {}

    /** @param batch whose payments to show; none for samples */
    record Showing(
            @Nullable LayoutDefinition definition, @Nullable UUID batch) {}

    /** @param changes from what counts now to this version */
    record Layout(LayoutView layout, List<LayoutFault> faults, List<LayoutChange> changes) {}

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "The versions of the NEFT layout, the newest first")
    @GetMapping
    Layouts.Page layouts(@RequestParam(required = false) @Nullable Integer before) {
        return layouts.list(before, currentUser.get());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "One version of the NEFT layout with its faults and what it changes")
    @GetMapping("/{id}")
    ResponseEntity<Layout> layout(@PathVariable UUID id) {
        return shown(id);
    }

    @Allow(Role.ACCOUNTS_OFFICER)
    @InScope(ApiScope.PAYMENTS_WRITE)
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    @Operation(summary = "Starts a draft from an earlier version, or from what counts now")
    @PostMapping
    ResponseEntity<Layout> start(@RequestBody Starting wanted) {
        UUID id = layouts.start(wanted.from(), currentUser.get());
        Layout started = whole(id);
        return ResponseEntity.created(URI.create("/api/v1/neft-layouts/" + id))
                .eTag(Etags.of(started.layout().version()))
                .body(started);
    }

    @Allow(Role.ACCOUNTS_OFFICER)
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Writes a draft of the NEFT layout")
    @PutMapping("/{id}")
    ResponseEntity<Layout> edit(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody LayoutDefinition definition) {
        layouts.edit(id, Etags.required(ifMatch), definition, currentUser.get());
        return shown(id);
    }

    @Allow(Role.ACCOUNTS_OFFICER)
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Hands a draft without faults to another person")
    @PostMapping("/{id}/submit")
    ResponseEntity<Layout> submit(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Reason wanted) {
        layouts.submit(id, Etags.required(ifMatch), wanted.reason(), currentUser.get());
        return shown(id);
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @FreshFactor
    @InScope(ApiScope.PAYMENTS_RELEASE)
    @Operation(summary = "Puts in force what others wrote; batches that are frozen keep the layout they have")
    @PostMapping("/{id}/put-in-force")
    ResponseEntity<Layout> putInForce(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        layouts.putInForce(id, Etags.required(ifMatch), currentUser.get());
        return shown(id);
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Sends a layout back to those who wrote it")
    @PostMapping("/{id}/send-back")
    ResponseEntity<Layout> sendBack(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Reason wanted) {
        layouts.sendBack(id, Etags.required(ifMatch), wanted.reason(), currentUser.get());
        return shown(id);
    }

    @Allow(Role.ACCOUNTS_OFFICER)
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Discards a draft, also while it waits for the approver")
    @PostMapping("/{id}/discard")
    ResponseEntity<Layout> discard(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        layouts.discard(id, Etags.required(ifMatch), currentUser.get());
        return shown(id);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "The first lines that a layout makes of a batch or of samples, accounts masked; keeps nothing")
    @PostMapping("/preview")
    LayoutPreview preview(@RequestBody Showing wanted) {
        LayoutDefinition definition =
                wanted.definition() == null ? layouts.counting(currentUser.get()) : wanted.definition();
        return previews.preview(definition, wanted.batch(), currentUser.get());
    }

    private ResponseEntity<Layout> shown(UUID id) {
        Layout layout = whole(id);
        return ResponseEntity.ok().eTag(Etags.of(layout.layout().version())).body(layout);
    }

    private Layout whole(UUID id) {
        LayoutView layout = layouts.layout(id, currentUser.get());
        return new Layout(
                layout,
                layouts.faults(layout.definition(), currentUser.get()),
                LayoutChange.between(layouts.counting(currentUser.get()), layout.definition()));
    }
}
