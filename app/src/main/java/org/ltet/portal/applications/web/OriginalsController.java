package org.ltet.portal.applications.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Original;
import org.ltet.portal.applications.OriginalsDesk;
import org.ltet.portal.applications.OriginalsLetter;
import org.ltet.portal.applications.OriginalsRegister;
import org.ltet.portal.applications.OriginalsRegister.Part;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
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

/** The register of original papers: found by the number on the covering letter, received, kept, sent back (REV-4). */
@Controller
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER, Role.HELPDESK_AGENT})
class OriginalsController implements NavigationContribution {

    private static final String HOME = "/originals";
    private static final int ORDER = 24;
    private static final int ROWS = 50;
    private static final int LONGEST = 80;
    private static final int LONGEST_LABEL = 120;
    private static final int LONGEST_NUMBER = 40;

    private final OriginalsDesk desk;
    private final OriginalsRegister register;
    private final Applications applications;
    private final Whole whole;
    private final CurrentUser currentUser;

    OriginalsController(
            OriginalsDesk desk,
            OriginalsRegister register,
            Applications applications,
            Whole whole,
            CurrentUser currentUser) {
        this.desk = desk;
        this.register = register;
        this.applications = applications;
        this.whole = whole;
        this.currentUser = currentUser;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny("SCRUTINY_OFFICER", "SUB_PANEL_MEMBER", "APEX_PANEL_MEMBER", "HELPDESK_AGENT")
                ? List.of(new NavigationItem(HOME, "applications.originals", "inbox", ORDER))
                : List.of();
    }

    @GetMapping(HOME)
    Object all(
            Page page,
            @RequestParam(defaultValue = "") String part,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam MultiValueMap<String, String> typed) {
        User user = currentUser.get();
        Form form = Form.of(typed);
        if (form.has("number")) {
            Optional<String> number = form.text("number", LONGEST_NUMBER);
            Optional<OriginalsLetter> found = number.flatMap(text -> desk.find(text, user));
            if (found.isPresent()) {
                return "redirect:" + HOME + "/" + found.get().id();
            }
            number.ifPresent(text -> form.reject(
                    "number",
                    OriginalsDesk.isNumber(text)
                            ? "refused.applications.originals.unknownNumber"
                            : "refused.applications.originals.typing"));
        }
        Part shown = Arrays.stream(Part.values())
                .filter(one -> one.name().equals(part))
                .findFirst()
                .orElse(Part.AWAITED);
        OriginalsRegister.RegisterPage rows = register.page(shown, after, ROWS, user);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("page", page);
        model.put("form", form);
        model.put("part", shown);
        model.put(
                "tabs",
                Arrays.stream(Part.values())
                        .map(one -> new OriginalsTab(
                                page.t("applications.originals.part." + one),
                                HOME + "?part=" + one,
                                register.count(one, user),
                                one == shown))
                        .toList());
        model.put("rows", rows.rows());
        model.put("next", Optional.ofNullable(rows.next()).map(next -> HOME + "?part=" + shown + "&after=" + next));
        return new ModelAndView(
                "applications/originals", model, form.hasProblems() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    @GetMapping(HOME + "/{id}")
    ModelAndView one(Page page, @PathVariable UUID id) {
        return shown(page, desk.get(id, currentUser.get()), Form.empty(), HttpStatus.OK);
    }

    @PostMapping(HOME + "/{id}/arrivals")
    Object arrived(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        User user = currentUser.get();
        OriginalsLetter letter = desk.get(id, user);
        Form form = Form.of(typed);
        Set<Integer> papers = chosen(form, "arrived");
        Optional<String> further = form.text("further", LONGEST_LABEL);
        Optional<LocalDate> on = form.date("on");
        Optional<String> location = form.requiredText("location", LONGEST);
        if (papers.isEmpty() && !form.has("further")) {
            form.reject("arrived", "refused.applications.originals.choose");
        }
        return attempt(
                page,
                letter,
                form,
                "arrived",
                redirect,
                "applications.originals.isHere",
                () -> desk.arrived(id, papers, further.orElse(""), on.orElseThrow(), location.orElseThrow(), user));
    }

    @PostMapping(HOME + "/{id}/location")
    Object moved(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        User user = currentUser.get();
        OriginalsLetter letter = desk.get(id, user);
        Form form = Form.of(typed);
        Set<Integer> papers = some(form, "moved");
        Optional<String> location = form.requiredText("newLocation", LONGEST);
        return attempt(
                page,
                letter,
                form,
                "moved",
                redirect,
                "applications.originals.isMoved",
                () -> desk.moved(id, papers, location.orElseThrow(), user));
    }

    @PostMapping(HOME + "/{id}/returns")
    Object returned(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        User user = currentUser.get();
        OriginalsLetter letter = desk.get(id, user);
        Form form = Form.of(typed);
        Set<Integer> papers = some(form, "sent");
        Optional<LocalDate> on = form.date("returnedOn");
        Optional<Original.ReturnMode> mode = form.choice("mode", OriginalsController::mode);
        Optional<String> reference = form.requiredText("reference", LONGEST);
        return attempt(
                page,
                letter,
                form,
                "sent",
                redirect,
                "applications.originals.isReturned",
                () -> desk.returned(id, papers, on.orElseThrow(), mode.orElseThrow(), reference.orElseThrow(), user));
    }

    /** @param papers name of the field with the papers */
    private Object attempt(
            Page page,
            OriginalsLetter letter,
            Form form,
            String papers,
            RedirectAttributes redirect,
            String done,
            Runnable action) {
        if (!form.hasProblems()) {
            try {
                action.run();
                Flash.success(redirect, done, letter.number());
                return "redirect:" + HOME + "/" + letter.id();
            } catch (Refused refused) {
                if (refused.kind() != Refused.Kind.INVALID && refused.kind() != Refused.Kind.CONFLICT) {
                    throw refused;
                }
                String field = refused.field();
                form.reject(
                        field == null || field.equals("papers") ? papers : field,
                        "refused." + refused.code(),
                        refused.arguments().toArray());
            }
        }
        return shown(page, desk.get(letter.id(), currentUser.get()), form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView shown(Page page, OriginalsLetter letter, Form form, HttpStatus status) {
        ApplicationView application = applications.get(letter.applicationId(), currentUser.get());
        Map<String, String> modes = new LinkedHashMap<>();
        for (Original.ReturnMode mode : Original.ReturnMode.values()) {
            modes.put(mode.name(), page.t("applications.originals.mode." + mode));
        }
        return new ModelAndView(
                "applications/originalsOne",
                Map.of(
                        "page",
                        page,
                        "form",
                        form,
                        "application",
                        application,
                        "reviewer",
                        currentUser.get().hasAny(Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER),
                        "letter",
                        OriginalsPart.of(page, letter, whole.definition(application)),
                        "modes",
                        modes),
                status);
    }

    private static Set<Integer> some(Form form, String field) {
        Set<Integer> chosen = chosen(form, field);
        if (chosen.isEmpty()) {
            form.reject(field, "refused.applications.originals.choose");
        }
        return chosen;
    }

    private static Set<Integer> chosen(Form form, String field) {
        Set<Integer> positions = new TreeSet<>();
        for (String value : form.values(field)) {
            if (value.matches("[0-9]{1,2}")) {
                positions.add(Integer.valueOf(value));
            }
        }
        return positions;
    }

    private static Optional<Original.ReturnMode> mode(String name) {
        return Arrays.stream(Original.ReturnMode.values())
                .filter(mode -> mode.name().equals(name))
                .findFirst();
    }
}
