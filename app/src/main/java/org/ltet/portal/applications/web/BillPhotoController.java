package org.ltet.portal.applications.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.BillPhoto;
import org.ltet.portal.applications.BillPhotos;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.Role;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Bill first (APP-2): the file goes up, the page shows when it is read, the form comes filled in. */
@Controller
@Allow(Role.MEMBER)
class BillPhotoController {

    private final EditScreens screens;
    private final BillPhotos photos;
    private final ReadBills readBills;
    private final BillForms billForms;
    private final BillsController bills;
    private final ChosenFiles chosenFiles;

    BillPhotoController(
            EditScreens screens,
            BillPhotos photos,
            ReadBills readBills,
            BillForms billForms,
            BillsController bills,
            ChosenFiles chosenFiles) {
        this.screens = screens;
        this.photos = photos;
        this.readBills = readBills;
        this.billForms = billForms;
        this.bills = bills;
        this.chosenFiles = chosenFiles;
    }

    @PostMapping("/applications/{id}/edit/documents/bill-photos")
    ModelAndView add(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(value = ChosenFiles.PHOTO, required = false) @Nullable List<MultipartFile> files) {
        EditScreen screen = screens.screen(id, Step.BILLS);
        Form form = Form.of(typed);
        List<UUID> added =
                chosenFiles.keepPhotos(page, screen, form.value("type"), files == null ? List.of() : files, form);
        if (added.isEmpty() && !form.hasProblems()) {
            form.reject("photo", "applications.document.choose");
        }
        if (form.hasProblems()) {
            return bills.page(page, screens.screen(id, Step.BILLS), form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return check(screen, added);
    }

    /** On to what was read from the bill, or to the list of those that were sent. */
    static ModelAndView check(EditScreen screen, List<UUID> added) {
        return new ModelAndView(
                "redirect:" + screen.href(added.size() == 1 ? "bills/photos/" + added.getFirst() : "bills"));
    }

    @GetMapping("/applications/{id}/edit/bills/photos/{document}")
    ModelAndView show(Page page, @PathVariable UUID id, @PathVariable UUID document) {
        EditScreen screen = screens.screen(id, Step.BILLS);
        if (photos.isOtherDocument(screen.view(), document)) {
            return new ModelAndView("redirect:" + screen.href("documents"));
        }
        BillPhoto photo = readBills.find(screen.view(), document);
        if (photo.lineId() != null) {
            return new ModelAndView("redirect:" + screen.href("bills/" + photo.lineId()));
        }
        Map<String, String> values = new HashMap<>(ReadBills.values(photo));
        if (screen.definition().heads().size() == 1) {
            values.put("head", screen.definition().heads().getFirst().code());
        }
        values.put(BillForms.DOCUMENT, document.toString());
        return billForms.page(page, screen, BillForms.NEW, Form.of(values), HttpStatus.OK);
    }
}
