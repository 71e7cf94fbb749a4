package org.ltet.portal.schemes;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts findings, benefit steps, balances and rules into words. */
@Component
public class SchemeTexts {

    private static final String FINDING = "schemes.finding.";

    private final Wording english;
    private final Wording hindi;

    SchemeTexts(MessageSource messages) {
        this.english = new Wording(messages, Locale.ENGLISH);
        this.hindi = new Wording(messages, Locale.of("hi"));
    }

    private Wording in(Locale locale) {
        return locale.getLanguage().equals("hi") ? hindi : english;
    }

    /** "marks 59.99 % are below 60 %". */
    public String explain(Finding finding, Locale locale) {
        Wording wording = in(locale);
        String own = ownWords(finding);
        if (wording.has(own)) {
            return wording.fill(own, finding.values());
        }
        Map<String, String> values = new HashMap<>(finding.values());
        wording.label(values);
        return switch (finding.outcome()) {
            case UNKNOWN -> wording.fill(FINDING + "unknown", values);
            case PASSED -> wording.fill(FINDING + "passed", values);
            case FAILED -> {
                wording.need(values);
                yield wording.fill(FINDING + "failed", values);
            }
        };
    }

    /** Whether an open condition has something to say before the form is filled. */
    public boolean tellsInAdvance(Finding finding) {
        return finding.outcome() == Outcome.UNKNOWN && english.has(ownWords(finding));
    }

    private static String ownWords(Finding finding) {
        return FINDING
                + finding.code()
                + switch (finding.outcome()) {
                    case PASSED -> ".passed";
                    case FAILED -> ".failed";
                    case UNKNOWN -> ".unknown";
                };
    }

    /** "Room rent limited to ₹4,000 a day: minus ₹12,500". */
    public String step(BenefitStep step, Locale locale) {
        return step.code().startsWith("frequency.")
                ? in(locale).fill(FINDING + step.code() + ".failed", step.values())
                : in(locale).fill("schemes.step." + step.code(), step.values());
    }

    /** What is limited; for a frequency limit also since when and until when. */
    public String balance(Balance balance, Locale locale) {
        boolean forbidden = balance.limit() == null && !balance.available();
        return forbidden
                ? in(locale).fill(FINDING + balance.code() + ".failed", balance.values())
                : in(locale).fill("schemes.balance." + balance.code(), balance.values());
    }

    public String problem(AnswerProblem problem, Locale locale) {
        return in(locale).fill("schemes.answer." + problem.code(), problem.values());
    }

    public String problem(DefinitionProblem problem, Locale locale) {
        Map<String, String> values = new HashMap<>(problem.values());
        values.put("path", problem.path());
        return in(locale).fill("schemes.definition." + problem.code(), values);
    }

    String problems(List<DefinitionProblem> problems) {
        return problems.stream()
                .map(problem -> problem(problem, Locale.ENGLISH))
                .collect(Collectors.joining("; "));
    }

    /** Whether there are words for a reason that a condition gives itself. */
    boolean knowsReason(String reason) {
        return english.has(FINDING + reason + ".failed") && english.has("schemes.condition." + reason);
    }

    /** Who qualifies. */
    public List<Statement> whoQualifies(SchemeDefinition definition, Locale locale) {
        return new SchemeWords(definition, in(locale)).whoQualifies();
    }

    /** What it pays, and its limits. */
    public List<String> whatItPays(SchemeDefinition definition, Locale locale) {
        return new SchemeWords(definition, in(locale)).whatItPays();
    }

    /** The amounts of a scheme that pays a fixed amount; empty for others. */
    public List<SlabRow> slabs(SchemeDefinition definition, Locale locale) {
        return new SchemeWords(definition, in(locale)).slabs();
    }

    /** When a document is needed, "" where always. */
    public String neededWhen(SchemeDefinition.Document document, SchemeDefinition definition, Locale locale) {
        Condition when = document.requiredWhen();
        return when == null ? "" : new SchemeWords(definition, in(locale)).inLine(when);
    }

    /** One line of a table of fixed amounts. */
    public record SlabRow(String choice, String band, String amount) {}
}
