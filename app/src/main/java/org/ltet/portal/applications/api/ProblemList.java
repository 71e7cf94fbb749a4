package org.ltet.portal.applications.api;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.ltet.portal.applications.FormProblem;
import org.ltet.portal.applications.InvalidInput;
import org.ltet.portal.schemes.SchemeTexts;
import org.ltet.portal.schemes.Text;
import org.ltet.portal.web.Words;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells programs every point that is missing or wrong at once, in a problem detail with a list of errors. */
@RestControllerAdvice(basePackageClasses = ProblemList.class)
@Order(0)
class ProblemList {

    private final MessageSource messages;
    private final SchemeTexts texts;

    ProblemList(MessageSource messages, SchemeTexts texts) {
        this.messages = messages;
        this.texts = texts;
    }

    /** @param code stable, for programs; {@code detail} is for people */
    record Point(FormProblem.Step step, String field, String code, String detail) {}

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidInput invalid, Locale locale) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT, new Words(messages, locale).t("refused.applications.incomplete"));
        problem.setType(URI.create("urn:ltet:problem:applications.incomplete"));
        problem.setProperty("code", "applications.incomplete");
        problem.setProperty("errors", points(invalid.problems(), locale));
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }

    List<Point> points(List<FormProblem> problems, Locale locale) {
        return problems.stream()
                .map(problem -> new Point(problem.step(), problem.field(), code(problem), detail(problem, locale)))
                .toList();
    }

    private static String code(FormProblem problem) {
        return switch (problem) {
            case FormProblem.Said said -> said.key();
            case FormProblem.Answer answer -> answer.problem().code();
            case FormProblem.Condition condition -> condition.finding().code();
        };
    }

    private String detail(FormProblem problem, Locale locale) {
        return switch (problem) {
            case FormProblem.Said said ->
                new Words(messages, locale)
                        .t(
                                said.key(),
                                said.arguments().stream()
                                        .map(argument -> argument instanceof Text text ? text.in(locale) : argument)
                                        .toArray());
            case FormProblem.Answer answer -> texts.problem(answer.problem(), locale);
            case FormProblem.Condition condition -> texts.explain(condition.finding(), locale);
        };
    }
}
