package org.ltet.portal.review.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.Desk;
import org.ltet.portal.review.ReviewFiles;
import org.ltet.portal.review.ReviewTask;
import org.ltet.portal.review.TakeTask;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.shared.Refused.Kind;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a reviewer sees after a decision: the next task, the same page with what was wrong, or who was quicker. */
@Component
class DecisionAnswers {

    /**
     * The fields of one action's form; several forms stand on one page, so each has names of its own.
     *
     * @param form name of the form, open when the page is shown again
     * @param subject the amount or level
     */
    record Fields(String form, String subject, String reason, String comment) {

        String of(@Nullable String refusedField) {
            return switch (refusedField) {
                case "comment", "words" -> comment;
                case "reasonCode", "reason" -> reason;
                case "amount", "cap", "level", "person", "others" -> subject;
                case null, default -> "";
            };
        }
    }

    private final ReviewFiles files;
    private final FileScreen screen;
    private final TakeTask takeTask;
    private final Conflicts conflicts;

    DecisionAnswers(ReviewFiles files, FileScreen screen, TakeTask takeTask, Conflicts conflicts) {
        this.files = files;
        this.screen = screen;
        this.takeTask = takeTask;
        this.conflicts = conflicts;
    }

    Object attempt(Page page, UUID id, User user, Form form, Fields fields, Supplier<Object> action) {
        if (form.hasProblems()) {
            return shown(page, id, user, form, fields, HttpStatus.UNPROCESSABLE_CONTENT, null);
        }
        try {
            return action.get();
        } catch (Refused refused) {
            if (refused.kind() == Kind.INVALID) {
                form.reject(
                        fields.of(refused.field()),
                        "refused." + refused.code(),
                        refused.arguments().toArray());
                return shown(page, id, user, form, fields, HttpStatus.UNPROCESSABLE_CONTENT, null);
            }
            if (refused.code().equals("applications.balanceChanged")) {
                String notice =
                        page.t("review.balanceChanged", refused.arguments().toArray());
                return shown(page, id, user, form, fields, HttpStatus.CONFLICT, notice);
            }
            if (refused.code().startsWith("applications.unopened.")) {
                String notice =
                        page.t("refused." + refused.code(), refused.arguments().toArray());
                return shown(page, id, user, form, fields, HttpStatus.CONFLICT, notice);
            }
            return conflicts.page(page, id, user, refused, typed(page, form, fields));
        }
    }

    ModelAndView shown(
            Page page, UUID id, User user, Form form, Fields fields, HttpStatus status, @Nullable String notice) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("page", page);
        model.put("model", screen.of(page, files.open(id, user), null, form, fields.form()));
        if (notice != null) {
            model.put("notice", notice);
        }
        return new ModelAndView("review/file", model, status);
    }

    /** "Saved. Next: ..." */
    String goOn(Desk desk, RedirectAttributes redirect) {
        Optional<ReviewTask> next = takeTask.goOn(desk);
        if (next.isEmpty()) {
            Flash.success(redirect, "review.savedLast");
            return "redirect:" + QueueFilterForm.plainAddress(desk);
        }
        Flash.success(redirect, "review.savedNext", next.get().number());
        return "redirect:/review/" + next.get().applicationId();
    }

    private static Map<String, String> typed(Page page, Form form, Fields fields) {
        Map<String, String> typed = new LinkedHashMap<>();
        put(typed, page.t("review.amount"), form, fields.subject());
        put(typed, page.t("review.comment"), form, fields.comment());
        return typed;
    }

    private static void put(Map<String, String> typed, String label, Form form, String field) {
        if (form.has(field) && !field.equals("forwardTo") && !field.equals("returnTo")) {
            typed.put(label, form.value(field));
        }
    }
}
