package org.ltet.portal.applications.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.AttachDocument;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The documents that the scheme asks for: what is there, what is missing, adding and removing. */
@Controller
@Allow(Role.MEMBER)
class DocumentsController {

    private final EditScreens screens;
    private final OwnApplications own;
    private final AttachDocument attachDocument;
    private final Documents documents;
    private final DocumentNeeds needs;
    private final ChosenFiles chosenFiles;

    DocumentsController(
            EditScreens screens,
            OwnApplications own,
            AttachDocument attachDocument,
            Documents documents,
            DocumentNeeds needs,
            ChosenFiles chosenFiles) {
        this.screens = screens;
        this.own = own;
        this.attachDocument = attachDocument;
        this.documents = documents;
        this.needs = needs;
        this.chosenFiles = chosenFiles;
    }

    @GetMapping("/applications/{id}/edit/documents")
    ModelAndView show(Page page, @PathVariable UUID id) {
        return page(page, screens.screen(id, Step.DOCUMENTS), Form.empty(), HttpStatus.OK);
    }

    /** What was chosen and not yet sent goes along, so that going on loses nothing. */
    @PostMapping("/applications/{id}/edit/documents")
    ModelAndView onwards(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam MultiValueMap<String, MultipartFile> files,
            RedirectAttributes redirect) {
        screens.screen(id, Step.DOCUMENTS);
        Form form = Form.of(typed);
        List<String> added = chosenFiles.keepDocuments(page, id, files, form);
        EditScreen screen = screens.screen(id, Step.DOCUMENTS);
        if (form.hasProblems()) {
            return page(page, screen, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        tell(added, redirect);
        return EditScreens.onwards(screen, form, redirect);
    }

    /** Those chosen for other kinds of document come with the same form, and are kept too. */
    @PostMapping("/applications/{id}/edit/documents/{type}")
    ModelAndView add(
            Page page,
            @PathVariable UUID id,
            @PathVariable String type,
            @RequestParam MultiValueMap<String, MultipartFile> files,
            RedirectAttributes redirect) {
        screens.screen(id, Step.DOCUMENTS);
        Form form = Form.empty();
        List<String> added =
                new ArrayList<>(chosenFiles.keepDocuments(page, id, type, files.getOrDefault("file", List.of()), form));
        added.addAll(chosenFiles.keepDocuments(page, id, files, form));
        if (added.isEmpty() && !form.hasProblems()) {
            form.reject(type, "applications.document.choose");
        }
        EditScreen screen = screens.screen(id, Step.DOCUMENTS);
        if (form.hasProblems()) {
            return page(page, screen, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        tell(added, redirect);
        return EditScreens.to(screen, screen.at());
    }

    private static void tell(List<String> added, RedirectAttributes redirect) {
        if (!added.isEmpty()) {
            Flash.success(redirect, "applications.document.added", String.join(", ", added));
        }
    }

    @GetMapping("/applications/{id}/edit/documents/{document}/remove")
    ModelAndView confirm(Page page, @PathVariable UUID id, @PathVariable UUID document) {
        EditScreen screen = screens.screen(id, Step.DOCUMENTS);
        StoredDocument found = documents
                .find(document)
                .filter(one -> one.owner().equals(new DocumentOwner(Applications.DOCUMENT_OWNER, id)))
                .orElseThrow(() -> Refused.notFound("document"));
        return new ModelAndView(
                "applications/confirm",
                Map.of(
                        "page",
                        page,
                        "confirmation",
                        new Confirmation(
                                Said.of("applications.document.remove.title"),
                                Said.of("applications.document.remove.text", found.fileName()),
                                "applications.document.remove",
                                screen.href("documents/" + document + "/remove"),
                                screen.href("documents"),
                                screen.view().version(),
                                false)));
    }

    @PostMapping("/applications/{id}/edit/documents/{document}/remove")
    String remove(@PathVariable UUID id, @PathVariable UUID document, RedirectAttributes redirect) {
        EditScreen screen = screens.screen(id, Step.DOCUMENTS);
        try {
            attachDocument.remove(id, document, own.user());
            Flash.success(redirect, "applications.document.removed");
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.CONFLICT) {
                throw refused;
            }
            Flash.attention(redirect, "refused." + refused.code());
        }
        return "redirect:" + screen.href("documents");
    }

    private ModelAndView page(Page page, EditScreen screen, Form form, HttpStatusCode status) {
        return EditScreens.page(
                "applications/documents",
                page,
                screen,
                form,
                status,
                Map.of("needs", needs.of(screen.view(), screen.definition(), page.words())));
    }
}
