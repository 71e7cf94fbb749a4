package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/** The rules of a definition in words, so that what people read never differs from what is reckoned. */
final class SchemeWords {

    private final SchemeDefinition definition;
    private final Wording wording;

    SchemeWords(SchemeDefinition definition, Wording wording) {
        this.definition = definition;
        this.wording = wording;
    }

    List<Statement> whoQualifies() {
        List<Statement> statements = new ArrayList<>();
        for (SchemeDefinition.WhoFor who : definition.beneficiaries()) {
            statements.add(whoFor(who));
        }
        Condition eligibility = definition.eligibility();
        if (eligibility != null) {
            statements.addAll(flat(eligibility));
        }
        return statements;
    }

    private Statement whoFor(SchemeDefinition.WhoFor who) {
        String relations = who.relations().stream().map(Relation::name).collect(Collectors.joining(","));
        String text = wording.fill(
                "schemes.for", Map.of("fact", FactName.BENEFICIARY_RELATION.key(), "relations", relations));
        return new Statement(text, who.when() == null ? List.of() : flat(who.when()));
    }

    /** The parts of an "all" as a list, anything else as one statement. */
    private List<Statement> flat(Condition condition) {
        return condition instanceof Condition.All(List<Condition> parts)
                ? parts.stream().map(part -> statement(part)).toList()
                : List.of(statement(condition));
    }

    private Statement statement(Condition condition) {
        return switch (condition) {
            case Condition.All all -> new Statement(wording.fill("schemes.all", Map.of()), flat(all));
            case Condition.Any(List<Condition> parts) ->
                new Statement(
                        wording.fill("schemes.any", Map.of()),
                        parts.stream().map(part -> statement(part)).toList());
            case Condition.Not(Condition inner) -> statement(inner.negated());
            case Condition.When(Condition when, Condition then) ->
                new Statement(wording.fill("schemes.when", Map.of("when", inLine(when))), flat(then));
            case Condition.Comparison comparison -> new Statement(required(comparison), List.of());
        };
    }

    /** "at least 1 year of service". */
    private String required(Condition.Comparison comparison) {
        Asked asked = Asked.of(comparison, definition);
        Map<String, String> values = new HashMap<>(asked.values());
        String own = "schemes.condition." + asked.code();
        if (wording.has(own)) {
            return wording.fill(own, values);
        }
        wording.label(values);
        wording.need(values);
        return wording.fill("schemes.condition", values);
    }

    String inLine(Condition condition) {
        return flat(condition).stream().map(Statement::text).collect(Collectors.joining(", "));
    }

    List<String> whatItPays() {
        List<String> lines = new ArrayList<>();
        if (definition.benefit() instanceof BenefitRule.Percentage(BigDecimal percent)) {
            String key =
                    percent.compareTo(BigDecimal.valueOf(100)) == 0 ? "schemes.pays.actual" : "schemes.pays.percent";
            lines.add(wording.fill(key, Map.of("percent", percent.toPlainString())));
        }
        if (definition.otherReimbursement()) {
            lines.add(wording.fill("schemes.pays.afterReimbursement", Map.of()));
        }
        definition.heads().forEach(head -> lines.addAll(headLimits(head)));
        definition.limits().forEach(limit -> lines.add(limit(limit)));
        if (definition.billDates() != null) {
            lines.add(billDates(definition.billDates()));
        }
        return lines;
    }

    private String billDates(SchemeDefinition.BillDates window) {
        Map<String, String> values = new HashMap<>();
        String reference = definition.referenceDate() == null ? "" : definition.referenceDate();
        String since = window.since() == null ? reference : window.since();
        definition.field(since).ifPresent(field -> Findings.put(values, "since", field.label()));
        definition.field(reference).ifPresent(field -> Findings.put(values, "until", field.label()));
        values.put("before", Integer.toString(window.monthsBefore()));
        values.put("after", Integer.toString(window.monthsAfter()));
        return wording.fill(
                window.monthsBefore() == 0 ? "schemes.pays.billDates.since" : "schemes.pays.billDates", values);
    }

    private List<String> headLimits(SchemeDefinition.Head head) {
        Map<String, String> values = new HashMap<>();
        Findings.put(values, "head", head.label());
        if (head.unit() != null) {
            values.put("unit", head.unit().name());
        }
        List<String> lines = new ArrayList<>();
        add(lines, "perUnit", plain(head.perUnit()), values);
        add(lines, "unitsPerYear", head.unitsPerYear() == null ? null : String.valueOf(head.unitsPerYear()), values);
        add(lines, head.keys().isEmpty() ? "perClaim" : "perClaim.key", plain(head.perClaim()), values);
        add(lines, "perYear", plain(head.perYear()), values);
        if (head.during() != null) {
            definition.field(head.during().from()).ifPresent(field -> Findings.put(values, "from", field.label()));
            definition.field(head.during().to()).ifPresent(field -> Findings.put(values, "to", field.label()));
            lines.add(wording.fill("schemes.pays.head.during", values));
        }
        return lines;
    }

    private static @Nullable String plain(@Nullable Money money) {
        return money == null ? null : money.plain();
    }

    private void add(List<String> lines, String key, @Nullable String limit, Map<String, String> values) {
        if (limit != null) {
            values.put("limit", limit);
            lines.add(wording.fill("schemes.pays.head." + key, values));
        }
    }

    private String limit(Limit limit) {
        return switch (limit) {
            case Limit.PerEvent event ->
                wording.fill(
                        event.eachKey() ? "schemes.pays.event.key" : "schemes.pays.event",
                        Map.of("limit", event.perEvent().plain()));
            case Limit.BestPerEvent ignored -> wording.fill("schemes.pays.best", Map.of());
            case Limit.Amount amount ->
                wording.fill(
                        amount.period() == Limit.Period.LIFETIME ? "schemes.pays.lifetime" : "schemes.pays.year",
                        Map.of(
                                "limit",
                                amount.amount().plain(),
                                "whose",
                                amount.whose().name()));
            case Limit.Frequency frequency -> frequency(frequency);
        };
    }

    private String frequency(Limit.Frequency limit) {
        Map<String, String> values = new HashMap<>();
        values.put("times", Integer.toString(limit.times()));
        values.put("count", Integer.toString(limit.years()));
        values.put("whose", limit.whose().name());
        Findings.put(values, "what", what(limit));
        String period = limit.counting() == Limit.Counting.FINANCIAL_YEARS
                ? "YEARS"
                : limit.period().name();
        return wording.fill("schemes.pays.frequency." + period + (limit.times() > 1 ? ".often" : ""), values);
    }

    /** "Hearing aid (each ear)": the heads, or the scheme, and what is counted on its own. */
    private Text what(Limit.Frequency limit) {
        Text heads = limit.heads().isEmpty()
                ? definition.name()
                : Text.joined(limit.heads().stream()
                        .map(definition::head)
                        .flatMap(Optional::stream)
                        .map(SchemeDefinition.Head::label)
                        .toList());
        if (!limit.eachKey()) {
            return heads;
        }
        List<SchemeDefinition.Option> keys = definition.heads().stream()
                .filter(head -> limit.heads().isEmpty() || limit.heads().contains(head.code()))
                .flatMap(head -> head.keys().stream())
                .toList();
        List<Text> each = keys.isEmpty()
                ? definition.eventKey().stream()
                        .flatMap(code -> definition.field(code).stream())
                        .map(SchemeDefinition.Field::label)
                        .toList()
                : keys.stream().map(SchemeDefinition.Option::label).distinct().toList();
        Text all = Text.joined(each);
        return new Text(heads.en() + " (" + all.en() + ")", heads.hi() + " (" + all.hi() + ")");
    }

    List<SchemeTexts.SlabRow> slabs() {
        if (!(definition.benefit() instanceof BenefitRule.Slabs(List<BenefitRule.Slab> rows, String band))) {
            return List.of();
        }
        return rows.stream()
                .map(slab -> new SchemeTexts.SlabRow(
                        choice(slab), band(slab), slab.amount().display()))
                .toList();
    }

    private String choice(BenefitRule.Slab slab) {
        return definition.fields().stream()
                .filter(field -> slab.when().containsKey(field.code()))
                .map(field -> field.options().stream()
                        .filter(option -> slab.when()
                                .getOrDefault(field.code(), List.of())
                                .contains(option.code()))
                        .map(option -> option.label().in(wording.locale()))
                        .collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" · "));
    }

    private String band(BenefitRule.Slab slab) {
        Map<String, String> values = new HashMap<>();
        if (slab.from() != null) {
            values.put("from", slab.from().toPlainString());
        }
        if (slab.below() != null) {
            values.put("below", slab.below().toPlainString());
        }
        return values.isEmpty()
                ? ""
                : wording.fill(
                        "schemes.band."
                                + String.join(
                                        ".", values.keySet().stream().sorted().toList()),
                        values);
    }
}
