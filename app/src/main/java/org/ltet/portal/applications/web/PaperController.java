package org.ltet.portal.applications.web;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.applications.ReadPaper;
import org.ltet.portal.applications.ReadPapers;
import org.ltet.portal.documents.ReadField.Name;
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
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What was read from a certificate, mark sheet or bank proof: the member confirms or corrects it (DOC-3). */
@Controller
@Allow(Role.MEMBER)
class PaperController {

    private final EditScreens screens;
    private final OwnApplications own;
    private final ReadPapers papers;
    private final PaperScreens paperScreens;

    PaperController(EditScreens screens, OwnApplications own, ReadPapers papers, PaperScreens paperScreens) {
        this.screens = screens;
        this.own = own;
        this.papers = papers;
        this.paperScreens = paperScreens;
    }

    @GetMapping("/applications/{id}/edit/documents/{document}/reading")
    ModelAndView show(Page page, @PathVariable UUID id, @PathVariable UUID document) {
        EditScreen screen = screens.screen(id, Step.DOCUMENTS);
        ReadPaper paper = papers.find(screen.view(), document);
        return page(page, screen, paper, Form.of(PaperScreens.values(paper)), HttpStatus.OK);
    }

    @PostMapping("/applications/{id}/edit/documents/{document}/reading")
    ModelAndView confirm(
            Page page,
            @PathVariable UUID id,
            @PathVariable UUID document,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        EditScreen screen = screens.screen(id, Step.DOCUMENTS);
        ReadPaper paper = papers.find(screen.view(), document);
        Form form = Form.of(typed);
        Map<Name, String> values = new EnumMap<>(Name.class);
        paper.fields().forEach(name -> values.put(name, form.value(name.name())));
        try {
            papers.confirm(screen.view(), document, values, own.user());
        } catch (Refused refused) {
            EditScreens.rejectInvalid(form, refused);
            return page(page, screen, paper, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Flash.success(redirect, "applications.paper.saved", paper.document().fileName());
        return new ModelAndView("redirect:" + screen.href("documents"));
    }

    private ModelAndView page(Page page, EditScreen screen, ReadPaper paper, Form form, HttpStatusCode status) {
        return EditScreens.page(
                "applications/paper", page, screen, form, status, Map.of("paper", paperScreens.shown(page, paper)));
    }
}
