package org.ltet.portal.payments.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.ImportResult;
import org.ltet.portal.payments.ImportView;
import org.ltet.portal.payments.ItemList;
import org.ltet.portal.payments.Reconciliation;
import org.ltet.portal.payments.TakeStatement;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the bank said: files taken and refused, and the items that people have to settle. */
@Controller
class ReconciliationController {

    private final Reconciliation reconciliation;
    private final TakeStatement takeStatement;
    private final CurrentUser currentUser;

    ReconciliationController(Reconciliation reconciliation, TakeStatement takeStatement, CurrentUser currentUser) {
        this.reconciliation = reconciliation;
        this.takeStatement = takeStatement;
        this.currentUser = currentUser;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/reconciliation")
    ModelAndView overview(
            Page page,
            @RequestParam(defaultValue = "open") String list,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable UUID before) {
        return overview(page, ItemList.parse(list).orElse(ItemList.OPEN), after, before, Form.empty());
    }

    private ModelAndView overview(Page page, ItemList list, @Nullable UUID after, @Nullable UUID before, Form form) {
        User user = currentUser.get();
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("items", reconciliation.openItems(list, after, user));
        model.put("imports", reconciliation.imports(before, user));
        model.put("list", list);
        model.put("accounts", reconciliation.mayTakeFiles(user));
        model.put("form", form);
        return new ModelAndView("payments/reconciliation", model);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @PostMapping("/payments/reconciliation")
    Object upload(Page page, @RequestParam(required = false) @Nullable MultipartFile file, RedirectAttributes redirect)
            throws IOException {
        Form form = Form.empty();
        if (file == null || file.isEmpty()) {
            form.reject("file", "refused.payments.file.empty");
        } else {
            String name = file.getOriginalFilename();
            try (InputStream content = file.getInputStream()) {
                ImportResult result = takeStatement.upload(
                        name == null || name.isBlank() ? "upload.xml" : name, content, currentUser.get());
                tell(page, result, redirect, form);
            }
        }
        if (form.hasProblems()) {
            ModelAndView again = overview(page, ItemList.OPEN, null, null, form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        return "redirect:/payments/reconciliation";
    }

    private static void tell(Page page, ImportResult result, RedirectAttributes redirect, Form form) {
        ImportView file = result.file();
        switch (result) {
            case ImportResult.Imported imported ->
                Flash.success(
                        redirect,
                        "payments.done.imported",
                        file.counts().entries(),
                        file.counts().paid(),
                        file.counts().failed() + file.counts().reversed(),
                        file.counts().opened());
            case ImportResult.KnownBefore known ->
                Flash.attention(
                        redirect, "payments.done.knownBefore", file.fileName(), page.dateTime(file.importedAt()));
            case ImportResult.RefusedWhole refused ->
                form.reject(
                        "file",
                        "refused.payments.file." + file.refusalCode(),
                        file.refusalValue() == null ? "" : file.refusalValue());
        }
    }
}
