package org.ltet.portal.identity.api;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.ImportRoles;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.RoleImport;
import org.ltet.portal.shared.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Role changes from a CSV file: posting it tries it out and changes nothing; applying it is a second step. */
@RestController
@RequestMapping("/api/v1/role-imports")
@Allow(Role.SYSTEM_ADMIN)
@InScope(ApiScope.ACCOUNTS_MANAGE)
class RoleImportsApi {

    private final ImportRoles imports;
    private final CurrentUser currentUser;

    RoleImportsApi(ImportRoles imports, CurrentUser currentUser) {
        this.imports = imports;
        this.currentUser = currentUser;
    }

    @InScope(ApiScope.ACCOUNTS_READ)
    @Operation(summary = "The latest files of roles that were tried out or taken over")
    @GetMapping
    List<RoleImport> latest() {
        return imports.latest();
    }

    @Operation(summary = "Tries a CSV file of roles out: says what it would change, and changes nothing")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<RoleImport> tryOut(@RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            throw Refused.invalidField("file", "accounts.importEmpty");
        }
        try (InputStream content = file.getInputStream()) {
            UUID id = imports.tryOut(
                    Objects.requireNonNullElse(file.getOriginalFilename(), "roles.csv"), content, currentUser.get());
            return ResponseEntity.created(URI.create("/api/v1/role-imports/" + id))
                    .body(imports.get(id));
        }
    }

    @InScope(ApiScope.ACCOUNTS_READ)
    @Operation(summary = "One file of roles with what it changes")
    @GetMapping("/{id}")
    RoleImport one(@PathVariable UUID id) {
        return imports.get(id);
    }

    @FreshFactor
    @Operation(summary = "Takes over the roles of a file that was tried out")
    @PostMapping("/{id}/apply")
    RoleImport apply(@PathVariable UUID id) {
        imports.apply(id, currentUser.get());
        return imports.get(id);
    }
}
