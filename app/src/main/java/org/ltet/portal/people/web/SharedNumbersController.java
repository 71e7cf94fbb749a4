package org.ltet.portal.people.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.Role;
import org.ltet.portal.people.ReadSharedNumber;
import org.ltet.portal.people.SharedNumber;
import org.ltet.portal.people.SharedNumbers;
import org.ltet.portal.people.SharedNumbers.Outcome;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of numbers that two members gave, for accounts staff (PRO-2). */
@Controller
@Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
class SharedNumbersController implements NavigationContribution {

    private static final int PAGE_SIZE = 25;
    private static final int LONGEST_REASON = 300;

    private final SharedNumbers shared;
    private final ReadSharedNumber read;
    private final CurrentUser currentUser;

    SharedNumbersController(SharedNumbers shared, ReadSharedNumber read, CurrentUser currentUser) {
        this.shared = shared;
        this.read = read;
        this.currentUser = currentUser;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny("ACCOUNTS_OFFICER", "ACCOUNTS_APPROVER")
                ? List.of(new NavigationItem("/shared-numbers", "people.shared", "users", 60))
                : List.of();
    }

    @GetMapping("/shared-numbers")
    ModelAndView list(Page page, @RequestParam(required = false) @Nullable UUID after) {
        List<SharedNumber> found = shared.open(currentUser.get(), after, PAGE_SIZE + 1);
        List<SharedNumber> shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
        String more = found.size() > PAGE_SIZE
                ? "/shared-numbers?after=" + shown.getLast().id()
                : "";
        return new ModelAndView("people/sharedNumbers", Map.of("page", page, "shared", shown, "more", more));
    }

    @GetMapping("/shared-numbers/{id}")
    ModelAndView one(Page page, @PathVariable UUID id) {
        return view(page, shared.find(id, currentUser.get()), Form.empty(), "", HttpStatus.OK);
    }

    @PostMapping("/shared-numbers/{id}")
    ModelAndView settle(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(defaultValue = "-1") int version,
            RedirectAttributes redirect) {
        SharedNumber number = shared.find(id, currentUser.get());
        Form form = Form.of(typed);
        Outcome outcome = form.choice("outcome", Outcome::read).orElse(null);
        String note = form.requiredText("note", SharedNumbers.LONGEST_NOTE).orElse("");
        if (outcome != null && !form.hasProblems()) {
            try {
                shared.settle(id, outcome, note, version, currentUser.get());
                Flash.success(redirect, "people.sharedSettled");
                return new ModelAndView("redirect:/shared-numbers");
            } catch (Refused refused) {
                form.reject(refused);
            }
        }
        return view(page, number, form, "", HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Shows the number in clear, once; the reading goes on record with its reason. */
    @FreshFactor
    @PostMapping("/shared-numbers/{id}/reading")
    ModelAndView reading(Page page, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> typed) {
        SharedNumber number = shared.find(id, currentUser.get());
        Form form = Form.of(typed);
        String reason = form.requiredText("reason", LONGEST_REASON).orElse("");
        if (form.hasProblems()) {
            return view(page, number, form, "", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return view(page, number, form, read.read(id, reason, currentUser.get()), HttpStatus.OK);
    }

    private static ModelAndView view(Page page, SharedNumber number, Form form, String clear, HttpStatus status) {
        return new ModelAndView(
                "people/sharedNumber", Map.of("page", page, "shared", number, "form", form, "clear", clear), status);
    }
}
