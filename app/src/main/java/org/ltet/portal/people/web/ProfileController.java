package org.ltet.portal.people.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.people.BankAccountEntry;
import org.ltet.portal.people.BankAccountView;
import org.ltet.portal.people.ChangeBankAccount;
import org.ltet.portal.people.ContactEntry;
import org.ltet.portal.people.CorrectContact;
import org.ltet.portal.people.IdentityNumbers;
import org.ltet.portal.people.Ifsc;
import org.ltet.portal.people.Member;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The signed-in member's own profile (PRO-1, PRO-2, PRO-3); nobody else's can be reached here. */
@Controller
@AllowSignedIn
class ProfileController {

    private final CurrentUser currentUser;
    private final People people;
    private final CorrectContact correctContact;
    private final ChangeBankAccount changeBankAccount;
    private final Ifsc ifsc;
    private final IdentityNumbers numbers;
    private final Clock clock;

    ProfileController(
            CurrentUser currentUser,
            People people,
            CorrectContact correctContact,
            ChangeBankAccount changeBankAccount,
            Ifsc ifsc,
            IdentityNumbers numbers,
            Clock clock) {
        this.currentUser = currentUser;
        this.people = people;
        this.correctContact = correctContact;
        this.changeBankAccount = changeBankAccount;
        this.ifsc = ifsc;
        this.numbers = numbers;
        this.clock = clock;
    }

    @GetMapping("/profile")
    ModelAndView profile(Page page) {
        Optional<Member> member = people.byEmployeeNumber(currentUser.get().employeeNumber());
        if (member.isEmpty()) {
            return new ModelAndView("people/noProfile", Map.of("page", page));
        }
        List<BankAccountView> accounts = people.bankAccounts(member.get().id());
        return new ModelAndView(
                "people/profile",
                Map.of(
                        "page", page,
                        "member", member.get(),
                        "today", IndiaTime.today(clock),
                        "numbers", numbers.of(member.get().id()),
                        "active",
                                accounts.stream()
                                        .filter(BankAccountView::active)
                                        .toList(),
                        "earlier",
                                accounts.stream()
                                        .filter(account -> !account.active())
                                        .toList()));
    }

    @FreshFactor
    @GetMapping("/profile/contact")
    ModelAndView contact(Page page) {
        Member member = own();
        Form form = Form.of(Map.of(
                "email", member.email(),
                "mobile", member.mobile(),
                "line", member.address().line(),
                "city", member.address().city(),
                "state", member.address().state(),
                "pin", member.address().pin()));
        return form(page, "people/contact", form, member.version(), HttpStatus.OK);
    }

    @FreshFactor
    @PostMapping("/profile/contact")
    ModelAndView saveContact(
            Page page,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(defaultValue = "-1") long version,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Member member = own();
        ContactEntry entry = new ContactEntry(
                form.value("email"),
                form.value("mobile"),
                form.value("line"),
                form.value("city"),
                form.value("state"),
                form.value("pin"));
        entry.problems().forEach(form::reject);
        return saved(
                page,
                "people/contact",
                form,
                redirect,
                "people.contactSaved",
                () -> correctContact.correct(member.id(), entry, version, member.employeeNumber()));
    }

    @FreshFactor
    @GetMapping("/profile/bank-account")
    ModelAndView bankAccount(Page page) {
        Member member = own();
        return form(
                page, "people/bankAccount", Form.of(Map.of("holder", member.name())), member.version(), HttpStatus.OK);
    }

    @FreshFactor
    @PostMapping("/profile/bank-account")
    ModelAndView saveBankAccount(
            Page page,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(defaultValue = "-1") long version,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Member member = own();
        BankAccountEntry entry = new BankAccountEntry(
                form.value("ifsc"), form.value("number"), form.value("numberAgain"), form.value("holder"));
        entry.problems(ifsc).forEach(form::reject);
        return saved(
                page,
                "people/bankAccount",
                form,
                redirect,
                "people.bankAccountSaved",
                () -> changeBankAccount.change(member.id(), entry, version, member.employeeNumber()));
    }

    /** Where the rules refuse, the form comes back as typed, now about the newest version of the member. */
    private ModelAndView saved(
            Page page, String template, Form form, RedirectAttributes redirect, String message, Runnable save) {
        if (!form.hasProblems()) {
            try {
                save.run();
                Flash.success(redirect, message);
                return new ModelAndView("redirect:/profile");
            } catch (Refused refused) {
                form.reject(refused);
            }
        }
        return form(page, template, form, own().version(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static ModelAndView form(Page page, String template, Form form, int version, HttpStatus status) {
        return new ModelAndView(template, Map.of("page", page, "form", form, "version", version), status);
    }

    private Member own() {
        return people.byEmployeeNumber(currentUser.get().employeeNumber())
                .orElseThrow(() -> Refused.notFound("member"));
    }
}
