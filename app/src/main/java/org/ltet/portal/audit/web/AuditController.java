package org.ltet.portal.audit.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.audit.Chain;
import org.ltet.portal.audit.Trail;
import org.ltet.portal.audit.Trail.Search;
import org.ltet.portal.audit.TrailArchive;
import org.ltet.portal.audit.TrailExport;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.Refused;
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
import org.springframework.web.util.UriComponentsBuilder;

/** Search and export of the audit trail (SEC-2). */
@Controller
@Allow({Role.SYSTEM_ADMIN, Role.HEAD})
class AuditController implements NavigationContribution {

    private static final int PAGE_SIZE = 50;

    private final Trail trail;
    private final Chain chain;
    private final TrailExport export;
    private final TrailArchive archive;
    private final ArchiveAnswer archives;
    private final ActionWords actions;

    AuditController(
            Trail trail,
            Chain chain,
            TrailExport export,
            TrailArchive archive,
            ArchiveAnswer archives,
            ActionWords actions) {
        this.archive = archive;
        this.archives = archives;
        this.trail = trail;
        this.chain = chain;
        this.export = export;
        this.actions = actions;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny("SYSTEM_ADMIN", "HEAD")
                ? List.of(new NavigationItem("/audit", "audit.title", "book", 900))
                : List.of();
    }

    @GetMapping("/audit")
    ModelAndView search(
            Page page, @RequestParam MultiValueMap<String, String> typed, @RequestParam @Nullable String before) {
        Form form = Form.of(typed);
        Search search = search(form);
        if (form.hasProblems()) {
            return view(page, form, List.of(), null, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        List<Trail.Entry> entries = trail.find(
                search, before == null ? null : Trail.Key.read(before).orElse(null), PAGE_SIZE + 1);
        String next = null;
        if (entries.size() > PAGE_SIZE) {
            entries = entries.subList(0, PAGE_SIZE);
            next = UriComponentsBuilder.fromPath("/audit")
                    .queryParams(typed)
                    .replaceQueryParam("before", entries.getLast().key())
                    .encode()
                    .toUriString();
        }
        return view(page, form, entries, next, HttpStatus.OK);
    }

    private ModelAndView view(
            Page page, Form form, List<Trail.Entry> entries, @Nullable String next, HttpStatus status) {
        ModelAndView view = new ModelAndView("audit/trail", status);
        view.addObject("page", page).addObject("form", form).addObject("entries", entries);
        view.addObject("actions", actions.options(page));
        view.addObject("next", next);
        return view;
    }

    @GetMapping("/audit/verification")
    ModelAndView verification(Page page) {
        return verification(page, Form.empty(), HttpStatus.OK);
    }

    private ModelAndView verification(Page page, Form form, HttpStatus status) {
        ModelAndView view = new ModelAndView("audit/verification", status);
        view.addObject("page", page).addObject("form", form);
        view.addObject("broken", chain.broken()).addObject("checks", chain.checks());
        Map<String, String> months = new LinkedHashMap<>();
        archive.closedMonths().forEach(month -> months.put(month.toString(), month.toString()));
        view.addObject("months", months);
        return view;
    }

    /** A closed month as a file that can be checked by itself; that it was taken out goes on record. */
    @FreshFactor
    @PostMapping("/audit/archive")
    @Nullable
    ModelAndView archive(Page page, @RequestParam MultiValueMap<String, String> typed, HttpServletResponse response)
            throws IOException {
        Form form = Form.of(typed);
        try {
            archives.send(form.text("month", 7).orElse(""), response);
            return null;
        } catch (Refused refused) {
            form.reject(refused);
            return verification(page, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** One entry with its confidential values; the reading goes on record. */
    @FreshFactor
    @PostMapping("/audit/entries/{key}/reading")
    ModelAndView reading(Page page, @PathVariable String key) {
        Trail.Entry entry = trail.unmasked(Trail.Key.read(key).orElseThrow(() -> Refused.notFound("auditEntry")));
        return new ModelAndView("audit/entry", Map.of("page", page, "entry", entry));
    }

    /** A filter that cannot be read exports nothing, otherwise it would be everything: the search says what is wrong. */
    @GetMapping("/audit/export")
    void export(
            @RequestParam MultiValueMap<String, String> typed, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Form form = Form.of(typed);
        Search search = search(form);
        if (form.hasProblems()) {
            request.getRequestDispatcher("/audit").forward(request, response);
        } else {
            export.write(search, response);
        }
    }

    private static Search search(Form form) {
        return new Search(
                form.text("actor", 40).orElse(null),
                form.text("action", 80).orElse(null),
                form.text("application", 36).flatMap(id -> uuid(form, id)).orElse(null),
                form.text("scheme", 10).orElse(null),
                date(form, "from").orElse(null),
                date(form, "to").orElse(null),
                form.text("object", 60).orElse(null));
    }

    private static Optional<LocalDate> date(Form form, String field) {
        return form.has(field) ? form.date(field) : Optional.empty();
    }

    private static Optional<UUID> uuid(Form form, String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            form.reject("application", "audit.applicationFormat");
            return Optional.empty();
        }
    }
}
