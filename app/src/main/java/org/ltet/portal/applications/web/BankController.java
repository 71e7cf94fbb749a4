package org.ltet.portal.applications.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.Role;
import org.ltet.portal.people.BankAccountView;
import org.ltet.portal.people.People;
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
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Into which bank account to pay. */
@Controller
@Allow(Role.MEMBER)
class BankController {

    private static final String ACCOUNT = "bankAccount";

    private final EditScreens screens;
    private final OwnApplications own;
    private final Drafting drafting;
    private final People people;

    BankController(EditScreens screens, OwnApplications own, Drafting drafting, People people) {
        this.screens = screens;
        this.own = own;
        this.drafting = drafting;
        this.people = people;
    }

    @GetMapping("/applications/{id}/edit/bank")
    ModelAndView show(Page page, @PathVariable UUID id) {
        EditScreen screen = screens.screen(id, Step.BANK);
        UUID chosen = screen.view().bankAccountId();
        return page(
                page,
                screen,
                chosen == null ? Form.empty() : Form.of(Map.of(ACCOUNT, chosen.toString())),
                HttpStatus.OK);
    }

    @PostMapping("/applications/{id}/edit/bank")
    ModelAndView save(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        EditScreen screen = screens.screen(id, Step.BANK);
        Form form = Form.of(typed);
        boolean onwards = form.value(EditScreens.THEN).isEmpty()
                || form.value(EditScreens.THEN).equals("next");
        if (!form.has(ACCOUNT) && !onwards) {
            return EditScreens.onwards(screen, form, redirect);
        }
        Optional<UUID> chosen = form.choice(ACCOUNT, StartController::id);
        if (chosen.isEmpty()) {
            return page(page, screen, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        UUID before = screen.view().bankAccountId();
        if (!chosen.get().equals(before)) {
            try {
                drafting.chooseBankAccount(id, EditScreens.seen(form), chosen.get(), own.user());
            } catch (Refused refused) {
                if (refused.kind() == Refused.Kind.STALE) {
                    EditScreens.conflict(form, ACCOUNT, name(screen, before));
                    return page(page, screen, form, HttpStatus.CONFLICT);
                }
                EditScreens.rejectInvalid(form, refused);
                return page(page, screen, form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
        }
        return EditScreens.onwards(screen, form, redirect);
    }

    private ModelAndView page(Page page, EditScreen screen, Form form, HttpStatusCode status) {
        return EditScreens.page("applications/bank", page, screen, form, status, Map.of("accounts", accounts(screen)));
    }

    private List<BankAccountView> accounts(EditScreen screen) {
        return people.bankAccounts(screen.view().memberId()).stream()
                .filter(BankAccountView::active)
                .toList();
    }

    private String name(EditScreen screen, @Nullable UUID account) {
        return Stream.ofNullable(account)
                .flatMap(id -> people.bankAccounts(screen.view().memberId()).stream()
                        .filter(view -> view.id().equals(id)))
                .map(view -> view.bankName() + " " + view.maskedNumber())
                .findFirst()
                .orElse("");
    }
}
