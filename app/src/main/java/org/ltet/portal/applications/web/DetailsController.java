package org.ltet.portal.applications.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.FormProblem;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.applications.InvalidInput;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.Role;
import org.ltet.portal.schemes.AnswerCheck;
import org.ltet.portal.schemes.Condition;
import org.ltet.portal.schemes.SchemeDefinition.Field;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The scheme's own questions, one group on each page (APP-1, APP-4). */
@Controller
@Allow(Role.MEMBER)
class DetailsController {

    private final EditScreens screens;
    private final OwnApplications own;
    private final Drafting drafting;
    private final ProblemWords problemWords;
    private final AnswerWords answerWords;

    DetailsController(
            EditScreens screens,
            OwnApplications own,
            Drafting drafting,
            ProblemWords problemWords,
            AnswerWords answerWords) {
        this.screens = screens;
        this.own = own;
        this.drafting = drafting;
        this.problemWords = problemWords;
        this.answerWords = answerWords;
    }

    @GetMapping("/applications/{id}/edit/details/{group}")
    ModelAndView show(Page page, @PathVariable UUID id, @PathVariable String group) {
        EditScreen screen = screen(own.editable(id), group);
        return page(page, screen, Form.of(screen.view().answers()), HttpStatus.OK);
    }

    @PostMapping("/applications/{id}/edit/details/{group}")
    ModelAndView save(
            Page page,
            @PathVariable UUID id,
            @PathVariable String group,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        EditScreen before = screen(own.editable(id), group);
        TypedGroup answers = new TypedGroup(Form.of(typed), before.group());
        ApplicationView saved = before.view();
        try {
            saved = keep(saved, answers, answers.changed());
        } catch (InvalidInput invalid) {
            Form form = answers.unsaved(before.view().answers());
            problemWords.reject(form, invalid, before.definition(), page.words());
            return page(page, before, form, HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.STALE) {
                throw refused;
            }
            return conflict(page, screen(own.editable(id), group), answers);
        }
        EditScreen after = screen(saved, group);
        if (!isOnwards(answers.form())) {
            return EditScreens.onwards(after, answers.form(), redirect);
        }
        return missing(page, after, answers, redirect);
    }

    /** What the member typed so far, sent by the page itself now and then: saves what can be read, changes no page. */
    @PostMapping("/applications/{id}/edit/details/{group}/autosave")
    ResponseEntity<Map<String, Object>> autosave(
            @PathVariable UUID id, @PathVariable String group, @RequestParam MultiValueMap<String, String> typed) {
        ApplicationView view = own.editable(id);
        TypedGroup answers = new TypedGroup(Form.of(typed), screen(view, group).group());
        Map<String, String> changed = new HashMap<>(answers.changed());
        try {
            view = keep(view, answers, changed);
        } catch (InvalidInput invalid) {
            invalid.problems().stream().map(FormProblem::field).forEach(changed::remove);
            view = keep(view, answers, changed);
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.STALE) {
                throw refused;
            }
            return ResponseEntity.status(HttpStatus.CONFLICT).body(Map.of());
        }
        return ResponseEntity.ok(Map.of("version", view.version(), "saved", changed));
    }

    private ApplicationView keep(ApplicationView view, TypedGroup answers, Map<String, String> changed) {
        if (changed.isEmpty()) {
            return view;
        }
        try {
            return drafting.saveAnswers(view.id(), EditScreens.seen(answers.form()), changed, own.user());
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.STALE) {
                throw refused;
            }
            return keepOver(own.editable(view.id()), answers, changed, refused);
        }
    }

    /** Somebody saved meanwhile: that matters only where both changed the same answer, and to something else. */
    private ApplicationView keepOver(
            ApplicationView newest, TypedGroup answers, Map<String, String> changed, Refused stale) {
        Map<String, String> open = new HashMap<>(changed);
        open.entrySet().removeIf(one -> one.getValue().strip().equals(stored(newest, one.getKey())));
        if (open.isEmpty()) {
            return newest;
        }
        if (open.keySet().stream().anyMatch(field -> !stored(newest, field).equals(answers.savedBefore(field)))) {
            throw stale;
        }
        return drafting.saveAnswers(newest.id(), newest.version(), open, own.user());
    }

    private static String stored(ApplicationView view, String field) {
        return view.answers().getOrDefault(field, "");
    }

    /**
     * Everything is saved; questions that only now turned out to be asked are shown before going on, and so is an
     * answer with which the scheme does not pay.
     */
    private ModelAndView missing(Page page, EditScreen after, TypedGroup answers, RedirectAttributes redirect) {
        List<String> asked = visible(after).stream().map(Field::code).toList();
        Form form = answers.over(after.view().answers());
        boolean more = false;
        for (FormProblem problem : after.problems()) {
            String field = ProblemWords.answer(problem).orElse("");
            if (asked.contains(field)) {
                more = true;
                if (answers.wasShown(field)) {
                    Said said = problemWords.said(problem, page.locale());
                    form.reject(field, said.key(), said.arguments().toArray());
                }
            }
        }
        if (form.hasProblems()) {
            return page(page, after, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (more) {
            Flash.attention(redirect, "applications.moreQuestions");
            return EditScreens.to(after, after.at());
        }
        return EditScreens.onwards(after, answers.form(), redirect);
    }

    /** Another tab saved something else for the same questions: both are shown, what is sent next counts. */
    private ModelAndView conflict(Page page, EditScreen screen, TypedGroup answers) {
        Map<String, String> stored = screen.view().answers();
        Form form = answers.over(stored);
        answers.changed().forEach((field, value) -> {
            String saved = stored.getOrDefault(field, "");
            if (!saved.equals(value.strip()) && !saved.equals(answers.savedBefore(field))) {
                EditScreens.conflict(form, field, answerWords.value(screen.definition(), field, saved, page.words()));
            }
        });
        if (!form.hasProblems()) {
            form.reject("", "applications.conflict.same");
        }
        return page(page, screen, form, HttpStatus.CONFLICT);
    }

    private EditScreen screen(ApplicationView view, String group) {
        return screens.screen(view, new Stop(Step.DETAILS, group));
    }

    private static boolean isOnwards(Form form) {
        String then = form.value(EditScreens.THEN);
        return then.isEmpty() || then.equals("next");
    }

    private static List<Field> visible(EditScreen screen) {
        return AnswerCheck.visibleFields(
                screen.definition(), screen.group(), screen.view().facts());
    }

    private static ModelAndView page(Page page, EditScreen screen, Form form, HttpStatusCode status) {
        Map<String, String> stored = screen.view().answers();
        List<Question> questions = visible(screen).stream()
                .map(field -> Question.of(
                        field,
                        form.values(TypedGroup.SAVED + field.code()).stream()
                                .findFirst()
                                .orElse(stored.getOrDefault(field.code(), "")),
                        decides(screen, field),
                        page.locale()))
                .toList();
        return EditScreens.page("applications/details", page, screen, form, status, Map.of("questions", questions));
    }

    private static boolean decides(EditScreen screen, Field field) {
        return screen.group().fields().stream()
                .anyMatch(other -> other.showWhen() != null && mentions(other.showWhen(), "answers." + field.code()));
    }

    private static boolean mentions(Condition condition, String fact) {
        return switch (condition) {
            case Condition.All(List<Condition> all) -> all.stream().anyMatch(one -> mentions(one, fact));
            case Condition.Any(List<Condition> any) -> any.stream().anyMatch(one -> mentions(one, fact));
            case Condition.Not(Condition not) -> mentions(not, fact);
            case Condition.When(Condition when, Condition then) -> mentions(when, fact) || mentions(then, fact);
            case Condition.Comparison comparison -> comparison.fact().equals(fact);
        };
    }
}
