package org.ltet.portal.payments.api;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.AssembleBatch;
import org.ltet.portal.payments.BatchState;
import org.ltet.portal.payments.BatchView;
import org.ltet.portal.payments.Batches;
import org.ltet.portal.payments.Faulty;
import org.ltet.portal.payments.MoveView;
import org.ltet.portal.payments.PayWay;
import org.ltet.portal.payments.PaymentView;
import org.ltet.portal.payments.ReleaseBatch;
import org.ltet.portal.payments.ReleaseToGateway;
import org.ltet.portal.payments.ReleaseView;
import org.ltet.portal.payments.Slice;
import org.ltet.portal.payments.VoucherFilter;
import org.ltet.portal.payments.VoucherView;
import org.ltet.portal.payments.WorkList;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Etags;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Batches from open to released. Every change names the version it is based on in If-Match. */
@RestController
@RequestMapping("/api/v1/batches")
class BatchesApi {

    private final Batches batches;
    private final AssembleBatch assembleBatch;
    private final ReleaseBatch releaseBatch;
    private final ReleaseToGateway releaseToGateway;
    private final CurrentUser currentUser;

    BatchesApi(
            Batches batches,
            AssembleBatch assembleBatch,
            ReleaseBatch releaseBatch,
            ReleaseToGateway releaseToGateway,
            CurrentUser currentUser) {
        this.batches = batches;
        this.assembleBatch = assembleBatch;
        this.releaseBatch = releaseBatch;
        this.releaseToGateway = releaseToGateway;
        this.currentUser = currentUser;
    }

    /** @param way BANK_FILE where nothing is said */
    record NewBatch(@Nullable String title, @Nullable PayWay way) {}

    /** Vouchers by their ids, or every approved one that fits the filter. */
    record Addition(@Nullable List<UUID> ids, @Nullable Filter filter) {}

    record Filter(
            @Nullable String scheme,
            @Nullable String ic,
            @Nullable Money least,
            @Nullable Money most,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    record Added(int added, BatchView batch) {}

    record Freezing(@Nullable LocalDate executionDate) {}

    record HandBack(@Nullable String comment) {}

    record Whole(BatchView batch, @Nullable ReleaseView release, List<MoveView> history) {}

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "The payment batches, the newest first")
    @GetMapping
    Slice<BatchView> list(
            @RequestParam(required = false) @Nullable BatchState state,
            @RequestParam(required = false) @Nullable UUID before) {
        return batches.page(state, before, currentUser.get());
    }

    @Allow(Role.ACCOUNTS_OFFICER)
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Opens a payment batch")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Whole> open(@RequestBody NewBatch wanted) {
        UUID id = assembleBatch.open(
                wanted.title() == null ? "" : wanted.title(),
                wanted.way() == null ? PayWay.BANK_FILE : wanted.way(),
                currentUser.get());
        Whole whole = read(id);
        return ResponseEntity.created(URI.create("/api/v1/batches/" + id))
                .eTag(Etags.of(whole.batch().version()))
                .body(whole);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "One payment batch with its history, and its release once it is made")
    @GetMapping("/{id}")
    ResponseEntity<Whole> one(@PathVariable UUID id) {
        return whole(id);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "The vouchers of a batch")
    @GetMapping("/{id}/vouchers")
    Slice<VoucherView> vouchers(@PathVariable UUID id, @RequestParam(required = false) @Nullable UUID after) {
        return batches.vouchers(id, after, currentUser.get());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "The payments of a batch")
    @GetMapping("/{id}/payments")
    Slice<PaymentView> payments(@PathVariable UUID id, @RequestParam(required = false) @Nullable UUID after) {
        return batches.payments(id, after, currentUser.get());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(ApiScope.PAYMENTS_READ)
    @Operation(summary = "What would keep a batch from being frozen")
    @GetMapping("/{id}/faulty")
    List<Faulty> faulty(@PathVariable UUID id) {
        batches.get(id, currentUser.get());
        return assembleBatch.faulty(id, currentUser.get());
    }

    @Allow(Role.ACCOUNTS_OFFICER)
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Puts vouchers into a batch: some by their ids, or all that fit a filter")
    @PostMapping("/{id}/vouchers")
    ResponseEntity<Added> add(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Addition addition) {
        long version = Etags.required(ifMatch);
        Filter filter = addition.filter();
        int added = filter == null
                ? assembleBatch.add(id, version, addition.ids() == null ? List.of() : addition.ids(), currentUser.get())
                : assembleBatch.addAll(
                        id,
                        version,
                        new VoucherFilter(
                                WorkList.TO_BATCH,
                                filter.scheme(),
                                filter.ic(),
                                filter.least(),
                                filter.most(),
                                filter.from(),
                                filter.until(),
                                null),
                        currentUser.get());
        BatchView batch = batches.get(id, currentUser.get());
        return ResponseEntity.ok().eTag(Etags.of(batch.version())).body(new Added(added, batch));
    }

    @Allow(Role.ACCOUNTS_OFFICER)
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Takes a voucher out of a batch")
    @DeleteMapping("/{id}/vouchers/{voucher}")
    ResponseEntity<Whole> remove(
            @PathVariable UUID id,
            @PathVariable UUID voucher,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        assembleBatch.remove(id, Etags.required(ifMatch), voucher, currentUser.get());
        return whole(id);
    }

    @Allow(Role.ACCOUNTS_OFFICER)
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Freezes a batch for a day of execution: nothing is added or removed any more")
    @PostMapping("/{id}/freeze")
    ResponseEntity<Whole> freeze(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Freezing wanted) {
        LocalDate day = wanted.executionDate();
        if (day == null) {
            throw Refused.invalidField("executionDate", "payments.executionDate", 30);
        }
        assembleBatch.freeze(id, Etags.required(ifMatch), day, currentUser.get());
        return whole(id);
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @FreshFactor
    @InScope(ApiScope.PAYMENTS_RELEASE)
    @Operation(summary = "Approves a frozen batch as its checker")
    @PostMapping("/{id}/approve")
    ResponseEntity<Whole> approve(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        releaseBatch.approve(id, Etags.required(ifMatch), currentUser.get());
        return whole(id);
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Hands a frozen batch back to its maker, with a comment")
    @PostMapping("/{id}/hand-back")
    ResponseEntity<Whole> handBack(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody HandBack wanted) {
        releaseBatch.handBack(
                id, Etags.required(ifMatch), wanted.comment() == null ? "" : wanted.comment(), currentUser.get());
        return whole(id);
    }

    /** Asked again, it answers with the release that was made. */
    @Allow(Role.ACCOUNTS_APPROVER)
    @FreshFactor
    @InScope(ApiScope.PAYMENTS_RELEASE)
    @Operation(summary = "Releases an approved batch to the bank; asked again, answers the release that was made")
    @PostMapping("/{id}/release")
    ResponseEntity<Whole> release(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        User user = currentUser.get();
        long version = Etags.required(ifMatch);
        if (batches.get(id, user).way() == PayWay.GATEWAY) {
            releaseToGateway.release(id, version, user);
        } else {
            releaseBatch.release(id, version, user);
        }
        return whole(id);
    }

    private ResponseEntity<Whole> whole(UUID id) {
        Whole whole = read(id);
        return ResponseEntity.ok().eTag(Etags.of(whole.batch().version())).body(whole);
    }

    private Whole read(UUID id) {
        Batches.Details details = batches.details(id, currentUser.get());
        return new Whole(details.batch(), details.release().orElse(null), details.history());
    }
}
