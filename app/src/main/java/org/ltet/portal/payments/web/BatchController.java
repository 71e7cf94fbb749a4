package org.ltet.portal.payments.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.AssembleBatch;
import org.ltet.portal.payments.BatchState;
import org.ltet.portal.payments.Batches;
import org.ltet.portal.payments.CheckVouchers.Chosen;
import org.ltet.portal.payments.Faulty;
import org.ltet.portal.payments.PayWay;
import org.ltet.portal.payments.ReleaseBatch;
import org.ltet.portal.payments.ReleaseToGateway;
import org.ltet.portal.payments.WorkList;
import org.ltet.portal.shared.IndiaTime;
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

/** Batches: the list, and one batch with its way from open to released. */
@Controller
class BatchController {

    private final Batches batches;
    private final AssembleBatch assembleBatch;
    private final ReleaseBatch releaseBatch;
    private final ReleaseToGateway releaseToGateway;
    private final CurrentUser currentUser;
    private final Clock clock;

    BatchController(
            Batches batches,
            AssembleBatch assembleBatch,
            ReleaseBatch releaseBatch,
            ReleaseToGateway releaseToGateway,
            CurrentUser currentUser,
            Clock clock) {
        this.batches = batches;
        this.assembleBatch = assembleBatch;
        this.releaseBatch = releaseBatch;
        this.releaseToGateway = releaseToGateway;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/batches")
    ModelAndView list(
            Page page,
            @RequestParam(required = false) @Nullable BatchState state,
            @RequestParam(required = false) @Nullable UUID before) {
        return list(page, state, before, Form.empty());
    }

    private ModelAndView list(Page page, @Nullable BatchState state, @Nullable UUID before, Form form) {
        User user = currentUser.get();
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("batches", batches.page(state, before, user));
        model.put("state", state);
        model.put("mayOpen", user.has(Role.ACCOUNTS_OFFICER));
        model.put("gatewaySetUp", assembleBatch.gatewaySetUp());
        model.put("form", form);
        return new ModelAndView("payments/batches", model);
    }

    @Allow(Role.ACCOUNTS_OFFICER)
    @PostMapping("/payments/batches")
    Object open(Page page, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Optional<String> title = form.requiredText("title", 120);
        if (title.isEmpty()) {
            ModelAndView again = list(page, null, null, form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        PayWay way = form.value("way").equals(PayWay.GATEWAY.name()) ? PayWay.GATEWAY : PayWay.BANK_FILE;
        UUID id = assembleBatch.open(title.get(), way, currentUser.get());
        Flash.success(redirect, "payments.done.batchOpened");
        return "redirect:/payments/batches/" + id;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/batches/{id}")
    ModelAndView batch(Page page, @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID after) {
        return shown(page, id, after, Form.empty());
    }

    private ModelAndView shown(Page page, UUID id, @Nullable UUID after, Form form) {
        User user = currentUser.get();
        Batches.Details details = batches.details(id, user);
        boolean open = details.batch().state() == BatchState.OPEN;
        List<Faulty> faulty = open ? assembleBatch.faulty(id, user) : List.of();
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("details", details);
        model.put("vouchers", open ? batches.vouchers(id, after, user) : null);
        model.put("payments", open ? null : batches.payments(id, after, user));
        model.put("faulty", faulty);
        model.put("today", IndiaTime.today(clock).toString());
        model.put("form", form);
        return new ModelAndView("payments/batch", model);
    }

    /** Chosen vouchers of the desk go into an open batch. */
    @Allow(Role.ACCOUNTS_OFFICER)
    @PostMapping("/payments/batches/add")
    String add(
            Page page,
            @RequestParam(defaultValue = "") List<String> select,
            @RequestParam String batch,
            RedirectAttributes redirect) {
        String[] target = batch.split(":", 2);
        List<UUID> ids = ChosenController.read(select).stream().map(Chosen::id).toList();
        UUID id = target.length == 2 ? UUID.fromString(target[0]) : openNew(page);
        long version = target.length == 2 ? Long.parseLong(target[1]) : 0;
        int added = assembleBatch.add(id, version, ids, currentUser.get());
        if (added < ids.size()) {
            Flash.attention(redirect, "payments.done.addedSome", added, ids.size() - added);
        } else {
            Flash.success(redirect, "payments.done.added", added);
        }
        return "redirect:/payments/batches/" + id;
    }

    private UUID openNew(Page page) {
        return assembleBatch.open(page.date(IndiaTime.today(clock)), currentUser.get());
    }

    /** Everything approved that fits the filter goes in. */
    @Allow(Role.ACCOUNTS_OFFICER)
    @PostMapping("/payments/batches/{id}/add-all")
    Object addAll(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        var filter = DeskController.filter(form, WorkList.TO_BATCH);
        if (form.hasProblems()) {
            ModelAndView again = shown(page, id, null, form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.success(redirect, "payments.done.added", assembleBatch.addAll(id, version, filter, currentUser.get()));
        return "redirect:/payments/batches/" + id;
    }

    @Allow(Role.ACCOUNTS_OFFICER)
    @PostMapping("/payments/batches/{id}/remove")
    String remove(@PathVariable UUID id, @RequestParam long version, @RequestParam UUID voucher) {
        assembleBatch.remove(id, version, voucher, currentUser.get());
        return "redirect:/payments/batches/" + id;
    }

    @Allow(Role.ACCOUNTS_OFFICER)
    @PostMapping("/payments/batches/{id}/freeze")
    Object freeze(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Optional<LocalDate> date = form.date("executionDate");
        return step(
                page,
                id,
                form,
                redirect,
                "freeze",
                () -> date.ifPresent(day -> assembleBatch.freeze(id, version, day, currentUser.get())));
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @FreshFactor
    @PostMapping("/payments/batches/{id}/approve")
    Object approve(Page page, @PathVariable UUID id, @RequestParam long version, RedirectAttributes redirect) {
        return step(
                page,
                id,
                Form.empty(),
                redirect,
                "approve",
                () -> releaseBatch.approve(id, version, currentUser.get()));
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @PostMapping("/payments/batches/{id}/hand-back")
    Object handBack(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        return step(
                page,
                id,
                form,
                redirect,
                "handBack",
                () -> releaseBatch.handBack(id, version, form.value("comment"), currentUser.get()));
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @FreshFactor
    @PostMapping("/payments/batches/{id}/release")
    Object release(Page page, @PathVariable UUID id, @RequestParam long version, RedirectAttributes redirect) {
        return step(page, id, Form.empty(), redirect, "release", () -> {
            User user = currentUser.get();
            if (batches.get(id, user).way() == PayWay.GATEWAY) {
                releaseToGateway.release(id, version, user);
            } else {
                releaseBatch.release(id, version, user);
            }
        });
    }

    private Object step(Page page, UUID id, Form form, RedirectAttributes redirect, String done, Runnable action) {
        if (!form.hasProblems()) {
            try {
                action.run();
            } catch (Refused refused) {
                if (refused.kind() != Refused.Kind.INVALID && !refused.code().equals("payments.faultyEntries")) {
                    throw refused;
                }
                form.reject(refused);
            }
        }
        if (form.hasProblems()) {
            ModelAndView again = shown(page, id, null, form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.success(redirect, "payments.done.batch." + done);
        return "redirect:/payments/batches/" + id;
    }
}
