package org.ltet.portal.identity.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.ImportLine;
import org.ltet.portal.identity.ImportRoles;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.CsvText;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Role changes from a file: tried out first, then applied as a whole (ADM-3). */
@Controller
@Allow(Role.SYSTEM_ADMIN)
class RoleImportController {

    private static final String HOME = "/operations/role-imports";

    private final ImportRoles imports;
    private final CurrentUser currentUser;

    RoleImportController(ImportRoles imports, CurrentUser currentUser) {
        this.imports = imports;
        this.currentUser = currentUser;
    }

    @GetMapping(HOME)
    ModelAndView home(Page page) {
        return home(page, Form.empty(), HttpStatus.OK);
    }

    private ModelAndView home(Page page, Form form, HttpStatus status) {
        return new ModelAndView(
                "identity/roleImports", Map.of("page", page, "form", form, "imports", imports.latest()), status);
    }

    @PostMapping(HOME)
    ModelAndView tryOut(Page page, @RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        Form form = Form.empty();
        if (file == null || file.isEmpty()) {
            form.reject("file", "refused.accounts.importEmpty");
        } else {
            String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
            try (InputStream content = file.getInputStream()) {
                UUID id = imports.tryOut(name.isBlank() ? "roles.csv" : name, content, currentUser.get());
                return new ModelAndView("redirect:" + HOME + "/" + id);
            } catch (Refused refused) {
                form.reject(refused);
            }
        }
        return home(page, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping(HOME + "/{id}")
    ModelAndView one(Page page, @PathVariable UUID id) {
        return one(page, id, Form.empty(), HttpStatus.OK);
    }

    private ModelAndView one(Page page, UUID id, Form form, HttpStatus status) {
        return new ModelAndView(
                "identity/roleImport", Map.of("page", page, "form", form, "file", imports.get(id)), status);
    }

    @FreshFactor
    @PostMapping(HOME + "/{id}/apply")
    ModelAndView apply(Page page, @PathVariable UUID id, RedirectAttributes redirect) {
        try {
            imports.apply(id, currentUser.get());
        } catch (Refused refused) {
            if (refused.kind() == Refused.Kind.NOT_FOUND) {
                throw refused;
            }
            Form form = Form.empty();
            form.reject(refused);
            return one(page, id, form, HttpStatus.CONFLICT);
        }
        Flash.success(redirect, "accounts.importDone");
        return new ModelAndView("redirect:" + HOME + "/" + id);
    }

    /** Every line with what is wrong with it. */
    @GetMapping(HOME + "/{id}/report")
    void report(Page page, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        var file = imports.exported(id);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"role-import-report.csv\"");
        try (CsvWriter csv =
                CsvWriter.builder().build(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
            csv.writeRecord("line", "number", "role", "action", "column", "problem");
            for (ImportLine line : file.lines()) {
                ImportLine.Problem problem = line.problem();
                csv.writeRecord(
                        Integer.toString(line.line()),
                        CsvText.harmless(line.cell("number")),
                        CsvText.harmless(line.cell("role")),
                        CsvText.harmless(line.cell("action")),
                        problem == null ? "" : problem.column(),
                        problem == null
                                ? ""
                                : page.t(
                                        "refused." + problem.code(),
                                        problem.arguments().toArray()));
            }
        }
    }
}
