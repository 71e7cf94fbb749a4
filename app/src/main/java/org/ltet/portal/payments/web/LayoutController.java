package org.ltet.portal.payments.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.layout.LayoutChange;
import org.ltet.portal.payments.layout.LayoutDefinition;
import org.ltet.portal.payments.layout.LayoutPreview;
import org.ltet.portal.payments.layout.LayoutPreviews;
import org.ltet.portal.payments.layout.LayoutState;
import org.ltet.portal.payments.layout.LayoutView;
import org.ltet.portal.payments.layout.Layouts;
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

/** The layout of the NEFT text: its versions, the editor of a draft with its preview, and what the approver looks at. */
@Controller
@RequestMapping("/payments/neft-layouts")
class LayoutController {

    private static final String LIST = "/payments/neft-layouts";

    private final Layouts layouts;
    private final LayoutPreviews previews;
    private final CurrentUser currentUser;

    LayoutController(Layouts layouts, LayoutPreviews previews, CurrentUser currentUser) {
        this.layouts = layouts;
        this.previews = previews;
        this.currentUser = currentUser;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping
    ModelAndView list(Page page, @RequestParam(required = false) @Nullable Integer before) {
        User user = currentUser.get();
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("layouts", layouts.list(before, user));
        model.put("configured", layouts.inForce(user).isEmpty());
        model.put("underWay", layouts.underWay(user).orElse(null));
        model.put("mayDraft", layouts.mayDraft(user));
        model.put("preview", previews.preview(layouts.counting(user), null, user));
        return new ModelAndView("payments/layouts", model);
    }

    /** @param from an earlier version; none for what counts now */
    @Allow(Role.ACCOUNTS_OFFICER)
    @PostMapping
    String start(@RequestParam(required = false) @Nullable UUID from, RedirectAttributes redirect) {
        UUID id = layouts.start(from, currentUser.get());
        Flash.success(redirect, "payments.done.layoutStarted");
        return "redirect:" + LIST + "/" + id;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/{id}")
    ModelAndView layout(Page page, @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID batch) {
        LayoutView layout = layouts.layout(id, currentUser.get());
        return shown(page, layout, layout.definition(), batch, Form.empty());
    }

    private ModelAndView shown(Page page, LayoutView layout, LayoutDefinition typed, @Nullable UUID batch, Form form) {
        User user = currentUser.get();
        LayoutPreview preview = previews.preview(typed, batch, user);
        Form faults = Form.empty();
        preview.faults()
                .forEach(fault -> faults.reject(
                        fault.field(),
                        "payments.layoutFault." + fault.code(),
                        fault.arguments().toArray()));
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("layout", layout);
        model.put("typed", typed);
        model.put("preview", preview);
        model.put("faults", faults);
        model.put("form", form);
        model.put("batch", batch);
        model.put("batches", previews.choice(user));
        model.put("unsaved", !typed.equals(layout.definition()));
        model.put(
                "changes",
                layout.state() == LayoutState.DRAFT || layout.state() == LayoutState.SUBMITTED
                        ? LayoutChange.between(layouts.counting(user), typed)
                        : List.of());
        model.put("mayDraft", layouts.mayDraft(user));
        model.put("mayDecide", layouts.mayDecide(layout, user));
        return new ModelAndView("payments/layout", model);
    }

    /** Saves, or only changes what is shown: buttons that add, remove and move fields work without a script too. */
    @Allow(Role.ACCOUNTS_OFFICER)
    @PostMapping("/{id}")
    Object edit(
            Page page,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(name = "do", defaultValue = "save") String button,
            @RequestParam(required = false) @Nullable UUID batch,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        LayoutDefinition definition = LayoutForm.changed(LayoutForm.read(form), button);
        User user = currentUser.get();
        if (!button.equals("save")) {
            return shown(page, layouts.layout(id, user).withVersion(version), definition, batch, form);
        }
        try {
            layouts.edit(id, version, definition, user);
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.STALE && refused.kind() != Refused.Kind.CONFLICT) {
                throw refused;
            }
            // What was typed stays; who saves again has seen that somebody was quicker.
            LayoutView now = layouts.layout(id, user);
            form.reject(
                    "",
                    refused.kind() == Refused.Kind.STALE ? "payments.layoutStale" : "refused." + refused.code(),
                    now.editors().getLast());
            ModelAndView again = shown(page, now, definition, batch, form);
            again.addObject("theirs", LayoutChange.between(now.definition(), definition));
            again.setStatus(HttpStatus.CONFLICT);
            return again;
        }
        Flash.success(redirect, "payments.done.layoutSaved");
        return "redirect:" + LIST + "/" + id + (batch == null ? "" : "?batch=" + batch);
    }

    @Allow(Role.ACCOUNTS_OFFICER)
    @PostMapping("/{id}/submit")
    Object submit(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        return done(
                page,
                id,
                form,
                redirect,
                "payments.done.layoutSubmitted",
                () -> layouts.submit(id, version, form.value("reason"), currentUser.get()));
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @FreshFactor
    @PostMapping("/{id}/put-in-force")
    String putInForce(@PathVariable UUID id, @RequestParam long version, RedirectAttributes redirect) {
        layouts.putInForce(id, version, currentUser.get());
        Flash.success(redirect, "payments.done.layoutInForce");
        return "redirect:" + LIST + "/" + id;
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @PostMapping("/{id}/send-back")
    Object sendBack(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        return done(
                page,
                id,
                form,
                redirect,
                "payments.done.layoutSentBack",
                () -> layouts.sendBack(id, version, form.value("reason"), currentUser.get()));
    }

    @Allow(Role.ACCOUNTS_OFFICER)
    @PostMapping("/{id}/discard")
    String discard(@PathVariable UUID id, @RequestParam long version, RedirectAttributes redirect) {
        layouts.discard(id, version, currentUser.get());
        Flash.success(redirect, "payments.done.layoutDiscarded");
        return "redirect:" + LIST;
    }

    private Object done(Page page, UUID id, Form form, RedirectAttributes redirect, String done, Runnable action) {
        try {
            action.run();
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.INVALID) {
                throw refused;
            }
            form.reject(refused);
            LayoutView layout = layouts.layout(id, currentUser.get());
            ModelAndView again = shown(page, layout, layout.definition(), null, form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.success(redirect, done);
        return "redirect:" + LIST + "/" + id;
    }
}
