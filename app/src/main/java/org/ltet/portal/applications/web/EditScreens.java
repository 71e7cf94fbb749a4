package org.ltet.portal.applications.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.applications.TimelineEntry;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Makes the pages of the form, and says where to go from one of them. */
@Component
class EditScreens {

    /** Name of the hidden field with the version of the application that the page shows. */
    static final String VERSION = "_version";

    /** Name of the buttons: next, back or leave. */
    static final String THEN = "_then";

    private final OwnApplications own;
    private final Drafting drafting;
    private final Schemes schemes;

    EditScreens(OwnApplications own, Drafting drafting, Schemes schemes) {
        this.own = own;
        this.drafting = drafting;
        this.schemes = schemes;
    }

    EditScreen screen(UUID id, Step step) {
        return screen(own.editable(id), new Stop(step, null));
    }

    EditScreen screen(ApplicationView view, Stop at) {
        SchemeDefinition definition = schemes.version(view.schemeVersionId()).definition();
        List<Stop> stops = Stop.all(definition);
        if (!stops.contains(at)) {
            throw Refused.notFound("step");
        }
        boolean open = drafting.isOpen(view);
        return new EditScreen(
                view,
                definition,
                at,
                stops,
                drafting.check(view.id(), own.user()),
                open,
                !open && schemes.find(view.schemeCode()).isPresent(),
                asked(view));
    }

    /** Why the application was sent back last, while it waits for the member's answer. */
    static @Nullable TimelineEntry asked(ApplicationView view) {
        return view.state() == ApplicationState.SENT_BACK
                ? view.timeline().reversed().stream()
                        .filter(entry -> entry.to().state() == ApplicationState.SENT_BACK)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    static ModelAndView page(
            String template,
            Page page,
            EditScreen screen,
            Form form,
            HttpStatusCode status,
            Map<String, Object> additional) {
        Map<String, Object> model = new HashMap<>(additional);
        model.put("page", page);
        model.put("screen", screen);
        model.put("form", form);
        boolean nothingSaved = status == HttpStatus.UNPROCESSABLE_CONTENT && form.has(VERSION);
        model.put("version", nothingSaved ? seen(form) : screen.view().version());
        return new ModelAndView(template, model, status);
    }

    /** The version on which the page was typed; a page without one is as old as can be. */
    static long seen(Form form) {
        try {
            return Long.parseLong(form.value(VERSION));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Where the pressed button leads once everything is saved. */
    static ModelAndView onwards(EditScreen screen, Form form, RedirectAttributes redirect) {
        return switch (form.value(THEN)) {
            case "leave" -> {
                Flash.success(redirect, "applications.saved");
                yield new ModelAndView("redirect:/applications");
            }
            case "back" -> {
                Stop before = screen.before();
                yield to(screen, before == null ? screen.at() : before);
            }
            case "stay" -> to(screen, screen.at());
            default -> to(screen, screen.after());
        };
    }

    static ModelAndView to(EditScreen screen, Stop stop) {
        return new ModelAndView("redirect:" + screen.href(stop.path()));
    }

    /** What was saved elsewhere after this page was opened stands at its field; what was typed stays in the field. */
    static void conflict(Form form, String field, String saved) {
        form.reject(field, saved.isEmpty() ? "applications.conflict.empty" : "applications.conflict.field", saved);
    }

    /** The same for one of several files sent together: says of which. */
    static void rejectInvalid(Form form, String field, String fileName, Refused refused, Page page) {
        if (refused.kind() != Refused.Kind.INVALID && !refused.code().startsWith("documents.")) {
            throw refused;
        }
        String why = page.t("refused." + refused.code(), refused.arguments().toArray());
        if (why.contains(fileName)) {
            form.reject(field, "applications.said", why);
        } else {
            form.reject(field, "applications.document.refused", fileName, why);
        }
    }

    /** Shows at the form what can be mended there; everything else is not for the form to say. */
    static void rejectInvalid(Form form, Refused refused) {
        if (refused.kind() != Refused.Kind.INVALID) {
            throw refused;
        }
        form.reject(refused);
    }
}
