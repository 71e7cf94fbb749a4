package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges the answers of a form by its definition. Pure. */
public final class AnswerCheck {

    private static final int LONGEST_TEXT = 200;
    private static final int PAISE = 2;
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    private AnswerCheck() {}

    /** The questions of one page that are asked, given the answers so far. */
    public static List<SchemeDefinition.Field> visibleFields(
            SchemeDefinition definition, SchemeDefinition.Group group, ApplicantFacts applicant) {
        Facts facts = Facts.of(definition, applicant);
        return group.fields().stream().filter(facts::asks).toList();
    }

    /** Everything wrong with the answers, in the order of the form; answers to hidden questions do not count. */
    public static List<AnswerProblem> problems(SchemeDefinition definition, ApplicantFacts applicant) {
        return problems(definition, applicant, applicant.today());
    }

    /** @param now the day on which it is answered: after a question of the office that is later than the submission */
    public static List<AnswerProblem> problems(SchemeDefinition definition, ApplicantFacts applicant, LocalDate now) {
        Facts facts = Facts.of(definition, applicant);
        return definition.fields().stream()
                .filter(facts::asks)
                .flatMap(field -> problem(field, applicant, now).stream())
                .toList();
    }

    /** What the portal knows already: field code to canonical text. */
    public static Map<String, String> prefilled(SchemeDefinition definition, ApplicantFacts applicant) {
        Facts facts = Facts.of(definition, applicant);
        Map<String, String> known = new HashMap<>();
        for (SchemeDefinition.Field field : definition.fields()) {
            String prefill = field.prefill();
            FactValue value = prefill == null ? null : facts.value(prefill, facts.referenceDay());
            if (value != null) {
                known.put(field.code(), value.text());
            }
        }
        return known;
    }

    /** The documents that must be attached, given the answers. */
    public static List<SchemeDefinition.Document> requiredDocuments(
            SchemeDefinition definition, ApplicantFacts applicant) {
        Facts facts = Facts.of(definition, applicant);
        return definition.documents().stream()
                .filter(document -> !document.optional() && required(document.requiredWhen(), facts))
                .toList();
    }

    private static boolean required(@Nullable Condition when, Facts facts) {
        return when == null || Conditions.judge(when, facts).outcome() == Outcome.PASSED;
    }

    private static Optional<AnswerProblem> problem(
            SchemeDefinition.Field field, ApplicantFacts applicant, LocalDate now) {
        String text = Answers.given(applicant.answers(), field.code());
        if (text == null) {
            return field.required() ? problem(field, "required") : Optional.empty();
        }
        FactValue value = Answers.value(field, text);
        return switch (value) {
            case null -> problem(field, "not" + field.type());
            case FactValue.Code(String code)
            when field.type() == SchemeDefinition.FieldType.TEXT -> length(field, code);
            case FactValue.Number(BigDecimal number) -> range(field, number);
            case FactValue.Day(LocalDate day) -> range(field, day, applicant.today(), now);
            default -> Optional.empty();
        };
    }

    private static Optional<AnswerProblem> length(SchemeDefinition.Field field, String text) {
        int most = field.max() == null ? LONGEST_TEXT : field.max().intValueExact();
        return text.length() > most ? problem(field, "tooLong", "max", Integer.toString(most)) : Optional.empty();
    }

    private static Optional<AnswerProblem> range(SchemeDefinition.Field field, BigDecimal number) {
        BigDecimal min = field.min();
        BigDecimal max = field.max();
        if (field.type() == SchemeDefinition.FieldType.MONEY
                && number.stripTrailingZeros().scale() > PAISE) {
            return problem(field, "fractionOfPaisa");
        }
        if (min != null && number.compareTo(min) < 0) {
            return problem(field, "tooSmall", "min", min.toPlainString());
        }
        if (max != null && number.compareTo(max) > 0) {
            return problem(field, "tooLarge", "max", max.toPlainString());
        }
        return Optional.empty();
    }

    /** For dates, min counts months from the day of submission, max from the day of the answer. */
    private static Optional<AnswerProblem> range(
            SchemeDefinition.Field field, LocalDate day, LocalDate submitted, LocalDate now) {
        LocalDate from = field.min() == null
                ? EARLIEST
                : submitted.plusMonths(field.min().longValueExact());
        LocalDate to =
                field.max() == null ? LocalDate.MAX : now.plusMonths(field.max().longValueExact());
        if (day.isBefore(from)) {
            return problem(field, "tooEarly", "min", from.toString());
        }
        if (day.isAfter(to)) {
            return problem(field, "tooLate", "max", to.toString());
        }
        return Optional.empty();
    }

    private static Optional<AnswerProblem> problem(SchemeDefinition.Field field, String code, String... value) {
        Map<String, String> values = new HashMap<>();
        Findings.put(values, "label", field.label());
        if (value.length == 2) {
            values.put(value[0], value[1]);
        }
        return Optional.of(new AnswerProblem(field.code(), code, values));
    }
}
