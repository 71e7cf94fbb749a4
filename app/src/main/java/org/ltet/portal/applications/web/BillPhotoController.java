package org.ltet.portal.applications.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
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
    private final OwnApplications own;
    private final BillPhotos photos;
    private final ReadBills readBills;
    private final BillForms billForms;
    private final BillsController bills;

    BillPhotoController(
            EditScreens screens,
            OwnApplications own,
            BillPhotos photos,
            ReadBills readBills,
            BillForms billForms,
            BillsController bills) {
        this.screens = screens;
        this.own = own;
        this.photos = photos;
        this.readBills = readBills;
        this.billForms = billForms;
        this.bills = bills;
    }

    /** Each file by itself: those that can be accepted are kept, for the others the reason stands at the field. */
    @PostMapping("/applications/{id}/edit/documents/bill-photos")
    ModelAndView add(
            Page page,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(value = "file", required = false) @Nullable List<MultipartFile> files) {
        EditScreen screen = screens.screen(id, Step.BILLS);
        List<SchemeDefinition.Document> kinds = BillPhotos.kinds(screen.definition());
        String kind = kinds.stream()
                .map(SchemeDefinition.Document::code)
                .filter(code -> code.equals(type))
                .findFirst()
                .or(() -> kinds.stream().map(SchemeDefinition.Document::code).findFirst())
                .orElseThrow(() -> Refused.notFound("document"));
        Form form = Form.empty();
        List<UUID> added = new ArrayList<>();
        for (MultipartFile file : files == null ? List.<MultipartFile>of() : files) {
            String name = String.valueOf(file.getOriginalFilename());
            if (name.isEmpty()) {
                continue;
            }
            try (InputStream content = file.getInputStream()) {
                added.add(photos.add(id, kind, name, content, own.user()));
            } catch (Refused refused) {
                EditScreens.rejectInvalid(form, "photo", name, refused, page);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (added.isEmpty() && !form.hasProblems()) {
            form.reject("photo", "applications.document.choose");
        }
        if (form.hasProblems()) {
            return bills.page(page, screens.screen(id, Step.BILLS), form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
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
