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

    private final MessageSource messages;

    SchemeTexts(MessageSource messages) {
        this.messages = messages;
    }

    /** "marks 59.99 % are below 60 %". */
    public String explain(Finding finding, Locale locale) {
        Wording wording = new Wording(messages, locale);
        String own = FINDING + finding.code() + "." + finding.outcome().name().toLowerCase(Locale.ROOT);
        Map<String, String> values = new HashMap<>(finding.values());
        if (finding.outcome() != Outcome.UNKNOWN && wording.has(own)) {
            return wording.fill(own, values);
        }
        labelled(values, wording);
        if (finding.outcome() == Outcome.UNKNOWN) {
            return wording.fill(FINDING + "unknown", values);
        }
        put(values, "need", need(values, wording));
        return wording.fill(FINDING + (finding.passed() ? "passed" : "failed"), values);
    }

    /** "Room rent limited to ₹4,000 a day: minus ₹12,500". */
    public String step(BenefitStep step, Locale locale) {
        Wording wording = new Wording(messages, locale);
        return step.code().startsWith("frequency.")
                ? wording.fill(FINDING + step.code() + ".failed", step.values())
                : wording.fill("schemes.step." + step.code(), step.values());
    }

    /** What the limit is, without the amounts. */
    public String balance(Balance balance, Locale locale) {
        Wording wording = new Wording(messages, locale);
        return balance.available() || balance.limit() != null
                ? wording.fill("schemes.balance." + balance.code(), balance.values())
                : wording.fill(FINDING + balance.code() + ".failed", balance.values());
    }

    public String problem(AnswerProblem problem, Locale locale) {
        return new Wording(messages, locale).fill("schemes.answer." + problem.code(), problem.values());
    }

    public String problem(DefinitionProblem problem, Locale locale) {
        Map<String, String> values = new HashMap<>(problem.values());
        values.put("path", problem.path());
        return new Wording(messages, locale).fill("schemes.definition." + problem.code(), values);
    }

    String problems(List<DefinitionProblem> problems) {
        return problems.stream()
                .map(problem -> problem(problem, Locale.ENGLISH))
                .collect(Collectors.joining("; "));
    }

    /** Whether there are words for a reason that a condition gives itself. */
    boolean knowsReason(String reason) {
        Wording wording = new Wording(messages, Locale.ENGLISH);
        return wording.has(FINDING + reason + ".failed") && wording.has("schemes.condition." + reason);
    }

    /** The heading of a fact, unless the finding brings that of a form field, and what is needed. */
    private static void labelled(Map<String, String> values, Wording wording) {
        if (!values.containsKey("label")) {
            put(values, "label", wording.fill("schemes.fact." + values.get("fact"), values));
        }
    }

    private static String need(Map<String, String> values, Wording wording) {
        return wording.fill("schemes.need." + values.get("test"), values);
    }

    private static void put(Map<String, String> values, String name, String words) {
        values.put(name, words);
        values.put(name + ".hi", words);
    }

    /** "at least 1 year of service"; for lists of who qualifies. */
    static String condition(Condition.Comparison comparison, SchemeDefinition definition, Wording wording) {
        Map<String, String> values = new HashMap<>(Findings.required(comparison, definition));
        String own = "schemes.condition." + Findings.code(comparison, definition);
        if (wording.has(own)) {
            return wording.fill(own, values);
        }
        labelled(values, wording);
        put(values, "need", need(values, wording));
        return wording.fill("schemes.condition", values);
    }

    SchemeWords words(Locale locale) {
        return new SchemeWords(new Wording(messages, locale));
    }

    /** Who qualifies. */
    public List<Statement> whoQualifies(SchemeDefinition definition, Locale locale) {
        return words(locale).whoQualifies(definition);
    }

    /** What it pays, and its limits. */
    public List<String> whatItPays(SchemeDefinition definition, Locale locale) {
        return words(locale).whatItPays(definition);
    }

    /** The amounts of a scheme that pays a fixed amount; empty for others. */
    public List<SlabRow> slabs(SchemeDefinition definition, Locale locale) {
        return words(locale).slabs(definition);
    }

    /** One line of a table of fixed amounts. */
    public record SlabRow(String choice, String band, String amount) {}
}
