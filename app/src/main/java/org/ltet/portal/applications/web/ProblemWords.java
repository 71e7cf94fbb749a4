package org.ltet.portal.applications.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ltet.portal.applications.FormProblem;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.applications.InvalidInput;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.SchemeTexts;
import org.ltet.portal.schemes.Text;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Words;
import org.springframework.stereotype.Component;

/** Puts what is missing or wrong into words, and says where it can be mended. */
@Component
public class ProblemWords {

    private static final String FACT_OF_ANSWER = "answers.";

    private final SchemeTexts texts;

    ProblemWords(SchemeTexts texts) {
        this.texts = texts;
    }

    /** One point of the list before submission, with the address of the field. */
    public record Point(Step step, String text, String href) {}

    void reject(Form form, InvalidInput invalid, Locale locale) {
        for (FormProblem problem : invalid.problems()) {
            Said said = said(problem, locale);
            form.reject(problem.field(), said.key(), said.arguments().toArray());
        }
    }

    /** Each problem with the question that it belongs to: two wrong dates are told apart. */
    void reject(Form form, InvalidInput invalid, SchemeDefinition definition, Words words) {
        for (FormProblem problem : invalid.problems()) {
            String text = said(problem, words.locale()).in(words);
            definition
                    .field(problem.field())
                    .ifPresentOrElse(
                            field -> form.reject(
                                    problem.field(),
                                    "applications.saidOf",
                                    field.label().in(words.locale()),
                                    text),
                            () -> form.reject(problem.field(), "applications.said", text));
        }
    }

    Said said(FormProblem problem, Locale locale) {
        return switch (problem) {
            case FormProblem.Said said ->
                Said.of(
                        said.key(),
                        said.arguments().stream()
                                .map(argument -> argument instanceof Text text ? text.in(locale) : argument)
                                .toArray());
            case FormProblem.Answer answer -> Said.of("applications.said", texts.problem(answer.problem(), locale));
            case FormProblem.Condition condition ->
                Said.of("applications.said", texts.explain(condition.finding(), locale));
        };
    }

    List<Point> points(EditScreen screen, Words words) {
        return screen.problems().stream()
                .map(problem -> new Point(
                        problem.step(), said(problem, words.locale()).in(words), screen.href(place(screen, problem))))
                .toList();
    }

    private static String place(EditScreen screen, FormProblem problem) {
        return answer(problem)
                .map(field -> question(screen.definition(), field))
                .orElseGet(() -> problem.step().path() + "#" + problem.field());
    }

    /** The question whose answer is wrong, or does not meet a condition of the scheme. */
    static Optional<String> answer(FormProblem problem) {
        if (problem instanceof FormProblem.Condition condition) {
            String fact = condition.finding().values().getOrDefault("fact", "");
            return fact.startsWith(FACT_OF_ANSWER)
                    ? Optional.of(fact.substring(FACT_OF_ANSWER.length()))
                    : Optional.empty();
        }
        return problem.step() == Step.DETAILS ? Optional.of(problem.field()) : Optional.empty();
    }

    private static String question(SchemeDefinition definition, String field) {
        String group = definition.form().stream()
                .filter(candidate ->
                        candidate.fields().stream().anyMatch(one -> one.code().equals(field)))
                .map(SchemeDefinition.Group::code)
                .findFirst()
                .orElse("");
        return Step.DETAILS.path() + "/" + group + "#" + field;
    }
}
