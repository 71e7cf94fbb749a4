package org.ltet.portal.applications.web;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.BillPhotos;
import org.ltet.portal.applications.LineInput;
import org.ltet.portal.applications.LineView;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page with the form of one bill, beside the bill itself where it was uploaded first. */
@Component
class BillForms {

    /** In place of a line's id: one that is not saved yet. */
    static final String NEW = "new";

    /** Hidden field with the id of the uploaded bill. */
    static final String DOCUMENT = "document";

    private final BenefitWords benefitWords;
    private final ReadBills readBills;
    private final BillPhotos photos;

    BillForms(BenefitWords benefitWords, ReadBills readBills, BillPhotos photos) {
        this.benefitWords = benefitWords;
        this.readBills = readBills;
        this.photos = photos;
    }

    /** @param line id of the bill, or "new" */
    ModelAndView page(Page page, EditScreen screen, String line, Form form, HttpStatusCode status) {
        Map<String, Object> model = new HashMap<>();
        model.put("line", line);
        model.put("head", screen.definition().head(form.value("head")));
        model.put("remark", remark(screen.view(), line));
        model.put("receive", benefitWords.receive(screen.view(), page.words()));
        model.put("read", document(form).map(id -> readBills.shown(page, readBills.find(screen.view(), id))));
        return EditScreens.page("applications/bill", page, screen, form, status, model);
    }

    /** After a new line was saved: the last of the application is the one made of the uploaded bill. */
    void confirm(Form form, ApplicationView saved, LineInput line) {
        document(form)
                .ifPresent(
                        id -> photos.confirm(saved, id, saved.lines().getLast().id(), line));
    }

    private static Optional<UUID> document(Form form) {
        return StartController.id(form.value(DOCUMENT));
    }

    private static String remark(ApplicationView view, String line) {
        return view.lines().stream()
                .filter(one -> one.id().toString().equals(line) && one.remark() != null)
                .map(LineView::remark)
                .map(String::valueOf)
                .findFirst()
                .orElse("");
    }
}
