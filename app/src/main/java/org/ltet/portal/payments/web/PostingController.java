package org.ltet.portal.payments.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.posting.PostingFilter;
import org.ltet.portal.payments.posting.PostingKind;
import org.ltet.portal.payments.posting.PostingState;
import org.ltet.portal.payments.posting.Postings;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What went into the books of the accounting system, what waits, what it refused, and what it holds day by day. */
@Controller
class PostingController {

    private static final String LIST = "/payments/ledger/postings";
    private static final String DAYS = LIST + "/days";

    private final Postings postings;
    private final CurrentUser currentUser;

    PostingController(Postings postings, CurrentUser currentUser) {
        this.postings = postings;
        this.currentUser = currentUser;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping(LIST)
    ModelAndView list(
            Page page,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam MultiValueMap<String, String> typed) {
        return shown(page, before, Form.of(typed));
    }

    private ModelAndView shown(Page page, @Nullable Long before, Form form) {
        User user = currentUser.get();
        Map<PostingState, Long> counts = postings.counts(user);
        PostingFilter filter = filter(form, counts);
        Map<String, String> kinds = new LinkedHashMap<>();
        for (PostingKind kind : PostingKind.values()) {
            kinds.put(kind.name(), page.t("payments.postingKind." + kind));
        }
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("counts", counts);
        model.put("filter", filter);
        model.put("kinds", kinds);
        model.put("form", form);
        model.put("postings", postings.list(filter, before, user));
        model.put("setUp", postings.setUp());
        model.put("mayAct", postings.mayAct(user));
        return new ModelAndView("payments/postings", model);
    }

    private static PostingFilter filter(Form form, Map<PostingState, Long> counts) {
        return new PostingFilter(
                PostingState.read(form.value("state")).orElseGet(() -> pressing(counts)),
                form.has("kind") ? form.choice("kind", PostingKind::read).orElse(null) : null,
                form.has("from") ? form.date("from").orElse(null) : null,
                form.has("until") ? form.date("until").orElse(null) : null);
    }

    /** What a person has to look at, if there is any. */
    private static PostingState pressing(Map<PostingState, Long> counts) {
        for (PostingState state : new PostingState[] {PostingState.FAILED, PostingState.WAITING}) {
            if (counts.getOrDefault(state, 0L) > 0) {
                return state;
            }
        }
        return PostingState.POSTED;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @PostMapping(LIST + "/{id}")
    String retry(@PathVariable UUID id, @RequestParam long version, RedirectAttributes redirect) {
        postings.retry(id, version, currentUser.get());
        Flash.success(redirect, "payments.done.postingRetried");
        return "redirect:" + LIST + "?state=WAITING";
    }

    /** Those that the filter finds, and no more than a person meant to. */
    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @PostMapping(LIST + "/retry")
    Object retryMany(Page page, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        Form form = Form.of(typed);
        form.choice("state", PostingState::read);
        Optional<String> reason = form.requiredText("reason", Postings.LONGEST_REASON);
        PostingFilter filter = filter(form, Map.of());
        if (form.hasProblems()) {
            ModelAndView again = shown(page, null, form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        int told = postings.retryMany(filter, reason.orElseThrow(), currentUser.get());
        Flash.success(redirect, "payments.done.postingsRetried", told);
        return "redirect:" + LIST + "?state=WAITING";
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping(DAYS)
    ModelAndView days(
            Page page, @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate before) {
        User user = currentUser.get();
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("days", postings.days(before, user));
        model.put("setUp", postings.setUp());
        model.put("mayAct", postings.mayAct(user));
        return new ModelAndView("payments/postingDays", model);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @PostMapping(DAYS)
    String compare(RedirectAttributes redirect) {
        postings.compare(currentUser.get());
        Flash.success(redirect, "payments.done.booksAsked");
        return "redirect:" + DAYS;
    }
}
