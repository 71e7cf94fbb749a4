package org.ltet.portal.applications.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.BillPhotos;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
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

/** The bills with what they come to, and what others paid (APP-3). */
@Controller
@Allow(Role.MEMBER)
class BillsController {

    private static final String OTHERS = "otherReimbursement";

    private final EditScreens screens;
    private final OwnApplications own;
    private final Drafting drafting;
    private final BenefitWords benefitWords;
    private final ReadBills readBills;
    private final ChosenFiles chosenFiles;

    BillsController(
            EditScreens screens,
            OwnApplications own,
            Drafting drafting,
            BenefitWords benefitWords,
            ReadBills readBills,
            ChosenFiles chosenFiles) {
        this.screens = screens;
        this.own = own;
        this.drafting = drafting;
        this.benefitWords = benefitWords;
        this.readBills = readBills;
        this.chosenFiles = chosenFiles;
    }

    @GetMapping("/applications/{id}/edit/bills")
    ModelAndView show(Page page, @PathVariable UUID id) {
        EditScreen screen = screens.screen(id, Step.BILLS);
        Money others = screen.view().otherReimbursement();
        return page(
                page, screen, others.isZero() ? Form.empty() : Form.of(Map.of(OTHERS, others.plain())), HttpStatus.OK);
    }

    @PostMapping("/applications/{id}/edit/bills")
    ModelAndView save(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(value = ChosenFiles.PHOTO, required = false) @Nullable List<MultipartFile> files,
            RedirectAttributes redirect) {
        EditScreen screen = screens.screen(id, Step.BILLS);
        Form form = Form.of(typed);
        List<UUID> photos =
                chosenFiles.keepPhotos(page, screen, form.value("type"), files == null ? List.of() : files, form);
        Money saved = screen.view().otherReimbursement();
        Optional<Money> others = form.has(OTHERS) ? form.money(OTHERS) : Optional.of(Money.ZERO);
        if (form.hasProblems() || others.isEmpty()) {
            return page(page, screens.screen(id, Step.BILLS), form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (!form.values(OTHERS).isEmpty() && !others.get().equals(saved)) {
            try {
                drafting.setOtherReimbursement(id, EditScreens.seen(form), others.get(), own.user());
            } catch (Refused refused) {
                if (refused.kind() == Refused.Kind.STALE) {
                    EditScreens.conflict(form, OTHERS, page.money(saved));
                    return page(page, screen, form, HttpStatus.CONFLICT);
                }
                EditScreens.rejectInvalid(form, refused);
                return page(page, screen, form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
        }
        return photos.isEmpty() || form.value(EditScreens.THEN).equals("leave")
                ? EditScreens.onwards(screen, form, redirect)
                : BillPhotoController.check(screen, photos);
    }

    ModelAndView page(Page page, EditScreen screen, Form form, HttpStatusCode status) {
        Map<String, Object> model = new HashMap<>();
        model.put("bills", benefitWords.bills(screen.view(), screen.definition(), page.words()));
        model.put("photos", readBills.waiting(screen.view()));
        model.put("photoKinds", BillPhotos.kinds(screen.definition()));
        model.put("receive", benefitWords.receive(screen.view(), page.words()));
        return EditScreens.page("applications/bills", page, screen, form, status, model);
    }
}
