package org.ltet.portal.identity.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AccessReview;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.PrepareReview;
import org.ltet.portal.identity.ReviewAccess;
import org.ltet.portal.identity.ReviewItem;
import org.ltet.portal.identity.ReviewPrograms;
import org.ltet.portal.identity.ReviewedProgram;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.CsvText;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Viewer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The quarterly review of access: its list, its decisions, its signature (ACC-10). */
@Controller
@Allow({Role.SYSTEM_ADMIN, Role.HEAD})
class AccessReviewController implements NavigationContribution {

    private static final String HOME = "/operations/access-reviews";
    private static final int PAGE_SIZE = 50;
    private static final int LONGEST_REASON = 500;

    private final ReviewAccess reviews;
    private final ReviewPrograms programs;
    private final PrepareReview prepare;
    private final CurrentUser currentUser;

    AccessReviewController(
            ReviewAccess reviews, ReviewPrograms programs, PrepareReview prepare, CurrentUser currentUser) {
        this.reviews = reviews;
        this.programs = programs;
        this.prepare = prepare;
        this.currentUser = currentUser;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny(Role.SYSTEM_ADMIN.name(), Role.HEAD.name())
                ? List.of(new NavigationItem(HOME, "reviews.title", "check", 855))
                : List.of();
    }

    @GetMapping(HOME)
    ModelAndView all(Page page) {
        return new ModelAndView(
                "identity/accessReviews",
                Map.of("page", page, "reviews", reviews.latest(), "due", reviews.isDue(), "today", reviews.today()));
    }

    /** The job of the night does the same; this is for those who do not want to wait for it. */
    @PostMapping(HOME)
    String prepareNow(RedirectAttributes redirect) {
        return prepare.prepare().map(id -> "redirect:" + HOME + "/" + id).orElseGet(() -> {
            Flash.attention(redirect, "reviews.thereAlready");
            return "redirect:" + HOME;
        });
    }

    @GetMapping(HOME + "/{id}")
    ModelAndView one(
            Page page,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(required = false) @Nullable UUID after) {
        return show(page, id, open, after, Form.empty(), HttpStatus.OK);
    }

    private ModelAndView show(
            Page page, UUID id, @Nullable Boolean wanted, @Nullable UUID after, Form form, HttpStatus status) {
        AccessReview review = reviews.get(id);
        boolean open = wanted == null ? review.openRoles() > 0 : wanted;
        List<ReviewItem> items = reviews.items(id, open, after, PAGE_SIZE + 1);
        Map<String, Object> model = new HashMap<>();
        if (items.size() > PAGE_SIZE) {
            items = items.subList(0, PAGE_SIZE);
            model.put(
                    "next",
                    HOME + "/" + id + "?open=" + open + "&after="
                            + items.getLast().id());
        }
        model.put("page", page);
        model.put("form", form);
        model.put("review", review);
        model.put("items", items);
        model.put("open", open);
        model.put("me", currentUser.get().accountId());
        model.put("today", reviews.today());
        model.put("asSigned", !review.signed() || reviews.isAsSigned(id));
        return new ModelAndView("identity/accessReview", model, status);
    }

    @PostMapping(HOME + "/{id}/items/{item}/keep")
    ModelAndView keep(
            Page page,
            @PathVariable UUID id,
            @PathVariable UUID item,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        return decide(page, id, item, typed, redirect, reason -> reviews.keep(id, item, reason, currentUser.get()));
    }

    @FreshFactor
    @PostMapping(HOME + "/{id}/items/{item}/revoke")
    ModelAndView revoke(
            Page page,
            @PathVariable UUID id,
            @PathVariable UUID item,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        return decide(page, id, item, typed, redirect, reason -> reviews.revoke(id, item, reason, currentUser.get()));
    }

    private ModelAndView decide(
            Page page,
            UUID id,
            UUID item,
            MultiValueMap<String, String> typed,
            RedirectAttributes redirect,
            Consumer<String> decision) {
        Form form = Form.of(typed);
        String field = "reason-" + item;
        String reason = form.requiredText(field, LONGEST_REASON).orElse("");
        if (!form.hasProblems()) {
            try {
                decision.accept(reason);
                Flash.success(redirect, "reviews.decided");
                return new ModelAndView("redirect:" + HOME + "/" + id);
            } catch (Refused refused) {
                if (refused.kind() == Refused.Kind.NOT_FOUND) {
                    throw refused;
                }
                form.reject(
                        field, "refused." + refused.code(), refused.arguments().toArray());
            }
        }
        return show(page, id, null, null, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @FreshFactor
    @PostMapping(HOME + "/{id}/sign")
    ModelAndView sign(Page page, @PathVariable UUID id, RedirectAttributes redirect) {
        try {
            reviews.sign(id, currentUser.get());
        } catch (Refused refused) {
            if (refused.kind() == Refused.Kind.NOT_FOUND) {
                throw refused;
            }
            Form form = Form.empty();
            form.reject(refused);
            return show(page, id, null, null, form, HttpStatus.CONFLICT);
        }
        Flash.success(redirect, "reviews.nowSigned");
        return new ModelAndView("redirect:" + HOME + "/" + id);
    }

    @GetMapping(HOME + "/{id}/export")
    void export(Page page, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        AccessReview review = reviews.exported(id);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"access-review-" + review.quarter() + ".csv\"");
        try (CsvWriter csv =
                CsvWriter.builder().build(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
            csv.writeRecord("number", "name", "role", "scope", "findings", "decision", "reason", "by", "at");
            UUID after = null;
            List<ReviewItem> items;
            do {
                items = reviews.items(id, null, after, PAGE_SIZE);
                for (ReviewItem item : items) {
                    csv.writeRecord(
                            item.employeeNumber(),
                            CsvText.harmless(item.displayName()),
                            item.role().name(),
                            CsvText.harmless(item.scope()),
                            CsvText.harmless(item.findings().stream()
                                    .map(finding -> FindingWords.of(page, finding))
                                    .collect(Collectors.joining(" "))),
                            Objects.toString(item.decision(), ""),
                            CsvText.harmless(item.reason()),
                            CsvText.harmless(item.decidedBy()),
                            Objects.toString(item.decidedAt(), ""));
                    after = item.id();
                }
            } while (items.size() == PAGE_SIZE);
            writePrograms(page, id, csv);
        }
    }

    /** In the columns of the roles, as the role PROGRAM. */
    private void writePrograms(Page page, UUID id, CsvWriter csv) {
        UUID after = null;
        List<ReviewedProgram> found;
        do {
            found = programs.programs(id, null, after, PAGE_SIZE);
            for (ReviewedProgram program : found) {
                csv.writeRecord(
                        program.clientId(),
                        CsvText.harmless(program.name() + " (" + program.contact() + ")"),
                        "PROGRAM",
                        CsvText.harmless(program.scopes()),
                        CsvText.harmless(program.findings().stream()
                                .map(finding -> FindingWords.of(page, finding))
                                .collect(Collectors.joining(" "))),
                        Objects.toString(program.decision(), ""),
                        CsvText.harmless(program.reason()),
                        CsvText.harmless(program.decidedBy()),
                        Objects.toString(program.decidedAt(), ""));
                after = program.id();
            }
        } while (found.size() == PAGE_SIZE);
    }
}
