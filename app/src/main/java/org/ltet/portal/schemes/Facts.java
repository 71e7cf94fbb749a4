package org.ltet.portal.schemes;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facts of one applicant as the conditions of one definition see them: answers to hidden questions do not count. */
final class Facts {

    /** How far back the reference date may lie while the form does not tell it yet. */
    private static final int MONTHS_BACK = 12;

    private final SchemeDefinition definition;
    private final ApplicantFacts applicant;
    private final Map<String, FactValue> answers = new HashMap<>();
    private final List<LocalDate> referenceDays;

    Facts(SchemeDefinition definition, ApplicantFacts applicant) {
        this.definition = definition;
        this.applicant = applicant;
        // Filled field by field: whether a question is asked depends on questions before it.
        this.referenceDays = List.of(applicant.today());
        if (!applicant.answers().isEmpty()) {
            for (SchemeDefinition.Group group : definition.form()) {
                for (SchemeDefinition.Field field : group.fields()) {
                    answer(field);
                }
            }
        }
    }

    private Facts(Facts filled, List<LocalDate> referenceDays) {
        this.definition = filled.definition;
        this.applicant = filled.applicant;
        this.answers.putAll(filled.answers);
        this.referenceDays = referenceDays;
    }

    /** Facts with their reference days found from the answers. */
    static Facts of(SchemeDefinition definition, ApplicantFacts applicant) {
        Facts facts = new Facts(definition, applicant);
        String field = definition.referenceDate();
        if (field == null) {
            return facts;
        }
        if (facts.answers.get(field) instanceof FactValue.Day(LocalDate given)) {
            return new Facts(facts, List.of(given));
        }
        LocalDate today = applicant.today();
        return new Facts(facts, List.of(today, today.minusMonths(MONTHS_BACK)));
    }

    private void answer(SchemeDefinition.Field field) {
        String text = Answers.given(applicant.answers(), field.code());
        if (text != null && asks(field)) {
            FactValue value = Answers.value(field, text);
            if (value != null) {
                answers.put(field.code(), value);
            }
        }
    }

    /** Whether the form asks this question, given the answers before it. */
    boolean asks(SchemeDefinition.Field field) {
        Condition showWhen = field.showWhen();
        return showWhen == null || Conditions.judge(showWhen, this).outcome() == Outcome.PASSED;
    }

    ApplicantFacts applicant() {
        return applicant;
    }

    SchemeDefinition definition() {
        return definition;
    }

    /**
     * The day on which ages, service and relation are judged. As long as the form does not tell it, it may be today or
     * lie some months back: a condition is known only if it comes out the same on both.
     */
    List<LocalDate> referenceDays() {
        return referenceDays;
    }

    LocalDate referenceDay() {
        return referenceDays.getFirst();
    }

    @Nullable
    FactValue value(Asked asked, LocalDate on) {
        SchemeDefinition.Field field = asked.field();
        FactName fact = asked.fact();
        if (field != null) {
            return answers.get(field.code());
        }
        return fact == null ? null : fact.read(applicant, on);
    }

    @Nullable
    FactValue value(String name, LocalDate on) {
        Optional<String> answer = FactName.answer(name);
        if (answer.isPresent()) {
            return answers.get(answer.get());
        }
        return FactName.of(name).map(fact -> fact.read(applicant, on)).orElse(null);
    }

    @Nullable
    FactValue answerTo(String field) {
        return answers.get(field);
    }
}
