package org.ltet.portal.payments.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.MatchProposal;
import org.ltet.portal.payments.MatchSuggestions;
import org.ltet.portal.payments.MatchWish;
import org.ltet.portal.payments.OpenItemView;
import org.ltet.portal.payments.Reconciliation;
import org.ltet.portal.payments.Resolution;
import org.ltet.portal.payments.SettleOpenItem;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One open item: what it may be, who proposed how to settle it, and the confirmation by another person. */
@Controller
@RequestMapping("/payments/reconciliation/items/{id}")
class OpenItemController {

    /** Chosen when none of the suggestions is right. */
    private static final String BY_HAND = "other";

    private final Reconciliation reconciliation;
    private final MatchSuggestions suggestions;
    private final SettleOpenItem settleOpenItem;
    private final CurrentUser currentUser;

    OpenItemController(
            Reconciliation reconciliation,
            MatchSuggestions suggestions,
            SettleOpenItem settleOpenItem,
            CurrentUser currentUser) {
        this.reconciliation = reconciliation;
        this.suggestions = suggestions;
        this.settleOpenItem = settleOpenItem;
        this.currentUser = currentUser;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping
    ModelAndView item(Page page, @PathVariable UUID id) {
        return shown(page, id, Form.of(Map.of("choice", BY_HAND)));
    }

    private ModelAndView shown(Page page, UUID id, Form form) {
        User user = currentUser.get();
        OpenItemView item = reconciliation.openItem(id, user);
        List<MatchProposal> proposals = reconciliation.proposals(id, user);
        MatchProposal open =
                proposals.stream().filter(MatchProposal::open).findFirst().orElse(null);
        Map<String, String> ways = new LinkedHashMap<>();
        reconciliation.resolutions(item).forEach(way -> ways.put(way.name(), page.t("payments.resolution." + way)));
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("item", item);
        model.put("ways", ways);
        model.put("proposals", proposals);
        model.put("open", open);
        model.put("suggestions", open == null ? suggestions.of(item, user) : List.of());
        model.put("mayPropose", reconciliation.mayPropose(item, user));
        model.put("mayDecide", reconciliation.mayDecide(item, user));
        model.put("own", open != null && open.proposedBy().equals(user.employeeNumber()));
        model.put("form", form);
        return new ModelAndView("payments/openItem", model);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @PostMapping
    Object propose(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Optional<Resolution> resolution = form.choice("resolution", Resolution::parse);
        Optional<String> note = form.requiredText("note", 1000);
        return step(page, id, form, redirect, "proposed", () -> {
            String choice = form.value("choice");
            MatchWish wish = choice.isEmpty() || choice.equals(BY_HAND)
                    ? MatchWish.of(resolution.orElseThrow(), form.value("endToEndId"), note.orElseThrow())
                    : MatchWish.chosen(resolution.orElseThrow(), choice, note.orElseThrow());
            settleOpenItem.propose(id, version, wish, currentUser.get());
        });
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @FreshFactor
    @PostMapping("/confirm")
    Object confirm(Page page, @PathVariable UUID id, @RequestParam long version, RedirectAttributes redirect) {
        return step(
                page,
                id,
                Form.empty(),
                redirect,
                "settled",
                () -> settleOpenItem.confirm(id, version, currentUser.get()));
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @PostMapping("/withdraw")
    Object withdraw(Page page, @PathVariable UUID id, @RequestParam long version, RedirectAttributes redirect) {
        return step(
                page,
                id,
                Form.empty(),
                redirect,
                "withdrawn",
                () -> settleOpenItem.withdraw(id, version, currentUser.get()));
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @PostMapping("/refuse")
    Object refuse(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Optional<String> why = form.requiredText("why", 1000);
        return step(
                page,
                id,
                form,
                redirect,
                "refused",
                () -> settleOpenItem.refuse(id, version, why.orElseThrow(), currentUser.get()));
    }

    private Object step(Page page, UUID id, Form form, RedirectAttributes redirect, String done, Runnable action) {
        if (!form.hasProblems()) {
            try {
                action.run();
            } catch (Refused refused) {
                if (refused.kind() != Refused.Kind.INVALID) {
                    throw refused;
                }
                form.reject(refused);
            }
        }
        if (form.hasProblems()) {
            ModelAndView again = shown(page, id, form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.success(redirect, "payments.done." + done);
        return done.equals("settled")
                ? "redirect:/payments/reconciliation"
                : "redirect:/payments/reconciliation/items/" + id;
    }
}
