package org.ltet.portal.applications.web;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.applications.InvalidInput;
import org.ltet.portal.applications.LineInput;
import org.ltet.portal.applications.LineView;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.Role;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.SchemeDefinition.Head;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
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

/** One bill: first which kind of expense, then what stands on it (APP-3). */
@Controller
@Allow(Role.MEMBER)
class BillController {

    private final EditScreens screens;
    private final OwnApplications own;
    private final Drafting drafting;
    private final ProblemWords problemWords;
    private final BenefitWords benefitWords;
    private final BillForms billForms;

    BillController(
            EditScreens screens,
            OwnApplications own,
            Drafting drafting,
            ProblemWords problemWords,
            BenefitWords benefitWords,
            BillForms billForms) {
        this.screens = screens;
        this.own = own;
        this.drafting = drafting;
        this.problemWords = problemWords;
        this.benefitWords = benefitWords;
        this.billForms = billForms;
    }

    @GetMapping("/applications/{id}/edit/bills/new")
    ModelAndView add(Page page, @PathVariable UUID id, @RequestParam(required = false) @Nullable String head) {
        EditScreen screen = screens.screen(id, Step.BILLS);
        SchemeDefinition definition = screen.definition();
        if (definition.heads().isEmpty()) {
            throw Refused.notFound("head");
        }
        String chosen =
                definition.heads().size() == 1 ? definition.heads().getFirst().code() : head;
        if (chosen == null || definition.head(chosen).isEmpty()) {
            return EditScreens.page("applications/billKind", page, screen, Form.empty(), HttpStatus.OK, Map.of());
        }
        return page(page, screen, BillForms.NEW, Form.of(Map.of("head", chosen)), HttpStatus.OK);
    }

    @PostMapping("/applications/{id}/edit/bills/new")
    ModelAndView save(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        EditScreen screen = screens.screen(id, Step.BILLS);
        Form form = Form.of(typed);
        try {
            LineInput line = line(screen, form);
            billForms.confirm(form, drafting.addLine(id, EditScreens.seen(form), line, own.user()), line);
        } catch (InvalidInput invalid) {
            problemWords.reject(form, invalid, page.locale());
            return page(page, screen, BillForms.NEW, form, HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Refused refused) {
            EditScreens.rejectInvalid(form, refused);
            return page(page, screen, BillForms.NEW, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return saved(screen, form, redirect);
    }

    @GetMapping("/applications/{id}/edit/bills/{line}")
    ModelAndView edit(Page page, @PathVariable UUID id, @PathVariable UUID line) {
        EditScreen screen = screens.screen(id, Step.BILLS);
        LineView found = line(screen.view(), line).orElseThrow(() -> Refused.notFound("line"));
        return page(page, screen, line.toString(), Form.of(values(found)), HttpStatus.OK);
    }

    @PostMapping("/applications/{id}/edit/bills/{line}")
    ModelAndView change(
            Page page,
            @PathVariable UUID id,
            @PathVariable UUID line,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        EditScreen screen = screens.screen(id, Step.BILLS);
        Form form = Form.of(typed);
        Optional<LineView> before = line(screen.view(), line);
        if (before.isEmpty()) {
            form.reject("", "applications.bill.gone");
            return page(page, screen, BillForms.NEW, form, HttpStatus.CONFLICT);
        }
        try {
            drafting.editLine(id, EditScreens.seen(form), line, line(screen, form), own.user());
        } catch (InvalidInput invalid) {
            problemWords.reject(form, invalid, page.locale());
            return page(page, screen, line.toString(), form, HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Refused refused) {
            if (refused.kind() == Refused.Kind.STALE) {
                return conflict(page, screen, before.get(), form);
            }
            EditScreens.rejectInvalid(form, refused);
            return page(page, screen, line.toString(), form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return saved(screen, form, redirect);
    }

    @GetMapping("/applications/{id}/edit/bills/{line}/remove")
    ModelAndView confirm(Page page, @PathVariable UUID id, @PathVariable UUID line) {
        EditScreen screen = screens.screen(id, Step.BILLS);
        LineView found = line(screen.view(), line).orElseThrow(() -> Refused.notFound("line"));
        return new ModelAndView(
                "applications/confirm",
                Map.of(
                        "page",
                        page,
                        "confirmation",
                        new Confirmation(
                                Said.of("applications.bill.remove.title"),
                                Said.of(
                                        "applications.bill.remove.text",
                                        BenefitWords.kind(found, screen.definition(), page.words()),
                                        found.billNumber(),
                                        found.vendor(),
                                        found.claimed()),
                                "applications.bill.remove",
                                screen.href("bills/" + line + "/remove"),
                                screen.href("bills"),
                                screen.view().version(),
                                false)));
    }

    /** Removing what somebody changed meanwhile is refused: the bill is shown again with its new values. */
    @PostMapping("/applications/{id}/edit/bills/{line}/remove")
    String remove(
            @PathVariable UUID id,
            @PathVariable UUID line,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        EditScreen screen = screens.screen(id, Step.BILLS);
        if (line(screen.view(), line).isPresent()) {
            try {
                drafting.removeLine(id, EditScreens.seen(Form.of(typed)), line, own.user());
                Flash.success(redirect, "applications.bill.removed");
            } catch (Refused refused) {
                if (refused.kind() != Refused.Kind.STALE) {
                    throw refused;
                }
                Flash.attention(redirect, "refused.stale");
            }
        }
        return "redirect:" + screen.href("bills");
    }

    /** The panel with what would be received, for the bill as typed so far; as saved while it cannot be read. */
    @PostMapping("/applications/{id}/edit/bills/{line}/preview")
    ModelAndView preview(
            Page page,
            @PathVariable UUID id,
            @PathVariable String line,
            @RequestParam MultiValueMap<String, String> typed) {
        EditScreen screen = screens.screen(id, Step.BILLS);
        BenefitWords.Receive receive;
        try {
            UUID replaced = StartController.id(line).orElse(null);
            receive = benefitWords.preview(
                    drafting.preview(id, replaced, line(screen, Form.of(typed)), own.user()), page.words());
        } catch (InvalidInput unfinished) {
            receive = benefitWords.receive(screen.view(), page.words());
        }
        return new ModelAndView("applications/receive", Map.of("page", page, "receive", receive));
    }

    private static ModelAndView saved(EditScreen screen, Form form, RedirectAttributes redirect) {
        Flash.success(redirect, "applications.bill.saved");
        return new ModelAndView(
                "redirect:" + screen.href(form.value(EditScreens.THEN).equals("another") ? "bills/new" : "bills"));
    }

    /** Number of days and which eye, ear ... count only where the kind of expense asks for them. */
    private static LineInput line(EditScreen screen, Form form) {
        Map<String, String> typed = new HashMap<>();
        for (String field : new String[] {"head", "billNumber", "billDate", "vendor", "claimed", "quantity", "key"}) {
            typed.put(field, form.value(field));
        }
        Optional<Head> head = screen.definition().head(form.value("head"));
        if (head.isPresent() && head.get().unit() == null) {
            typed.remove("quantity");
        }
        if (head.isPresent() && head.get().keys().isEmpty()) {
            typed.remove("key");
        }
        return LineInput.read(typed);
    }

    private ModelAndView conflict(Page page, EditScreen screen, LineView stored, Form form) {
        values(stored).forEach((field, saved) -> {
            if (!saved.equals(form.value(field).strip())) {
                EditScreens.conflict(form, field, saved);
            }
        });
        if (!form.hasProblems()) {
            form.reject("", "applications.conflict.same");
        }
        return page(page, screen, stored.id().toString(), form, HttpStatus.CONFLICT);
    }

    private ModelAndView page(Page page, EditScreen screen, String line, Form form, HttpStatusCode status) {
        return billForms.page(page, screen, line, form, status);
    }

    private static Optional<LineView> line(ApplicationView view, UUID id) {
        return view.lines().stream().filter(line -> line.id().equals(id)).findFirst();
    }

    private static Map<String, String> values(LineView line) {
        BigDecimal quantity = line.quantity();
        Map<String, String> values = new HashMap<>();
        values.put("head", line.head());
        values.put("billNumber", line.billNumber());
        values.put("billDate", line.billDate().toString());
        values.put("vendor", line.vendor());
        values.put("claimed", line.claimed().plain());
        values.put(
                "quantity",
                quantity == null ? "" : quantity.stripTrailingZeros().toPlainString());
        values.put("key", line.key() == null ? "" : line.key());
        return values;
    }
}
