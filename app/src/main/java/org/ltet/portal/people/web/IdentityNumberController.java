package org.ltet.portal.people.web;

import java.util.Map;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.people.ConsentEntry.Way;
import org.ltet.portal.people.IdentityNumber;
import org.ltet.portal.people.IdentityNumbers;
import org.ltet.portal.people.Member;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The member's own PAN and Aadhaar (PRO-4): given, looked at and taken back by nobody but the member. */
@Controller
@AllowSignedIn
class IdentityNumberController {

    private final CurrentUser currentUser;
    private final People people;
    private final IdentityNumbers numbers;

    IdentityNumberController(CurrentUser currentUser, People people, IdentityNumbers numbers) {
        this.currentUser = currentUser;
        this.people = people;
        this.numbers = numbers;
    }

    @GetMapping("/profile/numbers/{kind}")
    ModelAndView form(Page page, @PathVariable String kind) {
        return form(page, kind(kind), Form.empty(), own().version(), HttpStatus.OK);
    }

    @PostMapping("/profile/numbers/{kind}")
    ModelAndView give(
            Page page,
            @PathVariable String kind,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(defaultValue = "-1") long version,
            RedirectAttributes redirect) {
        IdentityNumber which = kind(kind);
        Form form = Form.of(typed);
        Member member = own();
        boolean agreed = form.isChosen("agreed", "yes");
        numbers.problem(which, form.value("number")).ifPresent(form::reject);
        if (!agreed) {
            form.reject(Refused.invalidField("agreed", "people.consentMissing"));
        }
        if (!form.hasProblems()) {
            try {
                numbers.give(
                        member.id(), which, form.value("number"), true, version, Way.SCREEN, member.employeeNumber());
                Flash.success(redirect, "people.numberSaved." + which);
                return new ModelAndView("redirect:/profile#numbers-title");
            } catch (Refused refused) {
                form.reject(refused);
            }
        }
        return form(page, which, form, own().version(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/profile/numbers/{kind}/removal")
    String remove(@PathVariable String kind, RedirectAttributes redirect) {
        IdentityNumber which = kind(kind);
        Member member = own();
        numbers.remove(member.id(), which, Way.SCREEN, member.employeeNumber());
        Flash.success(redirect, "people.numberRemoved." + which);
        return "redirect:/profile#numbers-title";
    }

    /** Shows the number in clear, once; the reading goes on record. */
    @FreshFactor
    @PostMapping("/profile/numbers/{kind}/reading")
    ModelAndView read(Page page, @PathVariable String kind) {
        IdentityNumber which = kind(kind);
        return new ModelAndView(
                "people/numberShown",
                Map.of(
                        "page", page,
                        "kind", which,
                        "number", numbers.read(own().id(), which, null)));
    }

    private static ModelAndView form(Page page, IdentityNumber kind, Form form, int version, HttpStatus status) {
        return new ModelAndView(
                "people/number", Map.of("page", page, "kind", kind, "form", form, "version", version), status);
    }

    private static IdentityNumber kind(String text) {
        return IdentityNumber.read(text).orElseThrow(() -> Refused.notFound("identityNumber"));
    }

    private Member own() {
        return people.byEmployeeNumber(currentUser.get().employeeNumber())
                .orElseThrow(() -> Refused.notFound("member"));
    }
}
