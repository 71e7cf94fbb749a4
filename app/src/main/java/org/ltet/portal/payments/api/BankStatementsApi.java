package org.ltet.portal.payments.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.payments.ImportResult;
import org.ltet.portal.payments.ImportView;
import org.ltet.portal.payments.Reconciliation;
import org.ltet.portal.payments.Slice;
import org.ltet.portal.payments.TakeStatement;
import org.ltet.portal.shared.Refused;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The bank's files: hand one in, see what became of each. */
@RestController
@RequestMapping("/api/v1/bank-statements")
class BankStatementsApi {

    private final TakeStatement takeStatement;
    private final Reconciliation reconciliation;
    private final CurrentUser currentUser;

    BankStatementsApi(TakeStatement takeStatement, Reconciliation reconciliation, CurrentUser currentUser) {
        this.takeStatement = takeStatement;
        this.reconciliation = reconciliation;
        this.currentUser = currentUser;
    }

    /** Created when it was taken now, ok when it was taken before, a problem when it was refused. */
    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @InScope(value = ApiScope.STATEMENTS_WRITE, systems = true)
    @Operation(summary = "Takes a bank statement or payment status file; 200 when it was taken before")
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<ImportView> take(@RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            throw Refused.invalidField("file", "payments.file.empty");
        }
        String name = file.getOriginalFilename();
        try (InputStream content = file.getInputStream()) {
            ImportResult result = takeStatement.upload(
                    name == null || name.isBlank() ? "upload.xml" : name, content, currentUser.get());
            return switch (result) {
                case ImportResult.Imported(ImportView view) ->
                    ResponseEntity.created(URI.create("/api/v1/bank-statements/" + view.id()))
                            .body(view);
                case ImportResult.KnownBefore(ImportView view) -> ResponseEntity.ok(view);
                case ImportResult.RefusedWhole(ImportView view) ->
                    throw Refused.invalidField(
                            "file",
                            "payments.file." + view.refusalCode(),
                            view.refusalValue() == null ? "" : view.refusalValue());
            };
        }
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.STATEMENTS_READ, systems = true)
    @Operation(summary = "The files of the bank that were taken or refused, the newest first")
    @GetMapping
    Slice<ImportView> list(@RequestParam(required = false) @Nullable UUID before) {
        return reconciliation.imports(before, currentUser.get());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.STATEMENTS_READ, systems = true)
    @Operation(summary = "One file of the bank and what became of it")
    @GetMapping("/{id}")
    ImportView one(@PathVariable UUID id) {
        return reconciliation.imported(id, currentUser.get());
    }
}
