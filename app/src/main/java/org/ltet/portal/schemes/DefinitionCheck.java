package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/** Finds everything that is wrong with a definition before it is published. Pure. */
final class DefinitionCheck {

    private static final Pattern SCHEME_CODE = Pattern.compile("[A-Z][A-Z0-9]{1,9}");
    private static final Pattern FIELD_CODE = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");
    private static final Pattern CHOICE_CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final SchemeDefinition definition;
    private final Problems problems = new Problems();
    private final ConditionCheck conditions;

    private DefinitionCheck(SchemeDefinition definition, SchemeTexts texts) {
        this.definition = definition;
        this.conditions = new ConditionCheck(definition, texts, problems);
    }

    static List<DefinitionProblem> problems(SchemeDefinition definition, SchemeTexts texts) {
        return new DefinitionCheck(definition, texts).check();
    }

    private List<DefinitionProblem> check() {
        new CompletenessCheck(problems).check(definition, "");
        if (problems.none()) {
            problems.unless(SCHEME_CODE.matcher(definition.code()).matches(), "code", "code", definition.code());
            beneficiaries();
            form();
            heads();
            documents();
            benefit();
            limits();
            levels();
        }
        return problems.all();
    }

    private void beneficiaries() {
        problems.unless(!definition.beneficiaries().isEmpty(), "beneficiaries", "empty");
        Set<Relation> seen = EnumSet.noneOf(Relation.class);
        for (SchemeDefinition.WhoFor who : definition.beneficiaries()) {
            problems.unless(!who.relations().isEmpty(), "beneficiaries", "empty");
            who.relations()
                    .forEach(relation -> problems.unless(seen.add(relation), "beneficiaries", "twice", relation));
            if (who.when() != null) {
                conditions.check(who.when(), "beneficiaries.when", field -> false);
            }
        }
        if (definition.eligibility() != null) {
            conditions.check(definition.eligibility(), "eligibility", field -> true);
        }
    }

    private void form() {
        problems.unique(definition.form(), SchemeDefinition.Group::code, "form");
        problems.unique(definition.fields(), SchemeDefinition.Field::code, "form");
        Set<String> asked = new HashSet<>();
        for (SchemeDefinition.Group group : definition.form()) {
            problems.unless(FIELD_CODE.matcher(group.code()).matches(), "form", "code", group.code());
            problems.unless(!group.fields().isEmpty(), "form." + group.code(), "empty");
            for (SchemeDefinition.Field field : group.fields()) {
                field(field, "form." + field.code(), asked);
                asked.add(field.code());
            }
        }
        String reference = definition.referenceDate();
        if (reference != null) {
            requiredDate(reference, "referenceDate");
        }
        billDates();
        for (String code : definition.eventKey()) {
            problems.unless(definition.field(code).isPresent(), "eventKey", "field", code);
        }
    }

    private void billDates() {
        SchemeDefinition.BillDates window = definition.billDates();
        if (window != null) {
            problems.unless(definition.referenceDate() != null, "billDates", "billDates");
            problems.unless(window.monthsBefore() >= 0 && window.monthsAfter() >= 0, "billDates", "negative");
            if (window.since() != null) {
                requiredDate(window.since(), "billDates.since");
            }
        }
    }

    private void requiredDate(String field, String path) {
        boolean date = definition
                .field(field)
                .filter(found -> found.type() == SchemeDefinition.FieldType.DATE && found.required())
                .isPresent();
        problems.unless(date, path, "referenceDate", field);
    }

    private void field(SchemeDefinition.Field field, String path, Set<String> asked) {
        problems.unless(FIELD_CODE.matcher(field.code()).matches(), path, "code", field.code());
        boolean choice = field.type() == SchemeDefinition.FieldType.CHOICE;
        problems.unless(choice != field.options().isEmpty(), path + ".options", "options");
        options(field.options(), path + ".options");
        BigDecimal min = field.min();
        BigDecimal max = field.max();
        problems.unless(min == null || max == null || min.compareTo(max) <= 0, path, "range");
        if (field.showWhen() != null) {
            conditions.check(field.showWhen(), path + ".showWhen", asked::contains);
        }
        String prefill = field.prefill();
        problems.unless(
                prefill == null
                        || FactName.of(prefill)
                                .filter(fact -> fact.kind() == FactName.kindOf(field.type()))
                                .isPresent(),
                path + ".prefill",
                "fact",
                String.valueOf(prefill));
    }

    private void options(List<SchemeDefinition.Option> options, String path) {
        problems.unique(options, SchemeDefinition.Option::code, path);
        options.forEach(
                option -> problems.unless(CHOICE_CODE.matcher(option.code()).matches(), path, "code", option.code()));
    }

    private void heads() {
        problems.unique(definition.heads(), SchemeDefinition.Head::code, "heads");
        for (SchemeDefinition.Head head : definition.heads()) {
            String path = "heads." + head.code();
            problems.unless(CHOICE_CODE.matcher(head.code()).matches(), path, "code", head.code());
            options(head.keys(), path + ".keys");
            problems.unless(
                    head.unit() != null || (head.perUnit() == null && head.unitsPerYear() == null), path, "unit");
            if (head.during() != null) {
                problems.unless(head.unit() == SchemeDefinition.Unit.DAY, path + ".during", "days");
                requiredDate(head.during().from(), path + ".during.from");
                requiredDate(head.during().to(), path + ".during.to");
            }
            Integer units = head.unitsPerYear();
            problems.unless(units == null || units > 0, path + ".unitsPerYear", "positive");
            wholeRupees(head.perUnit(), path + ".perUnit");
            wholeRupees(head.perClaim(), path + ".perClaim");
            wholeRupees(head.perYear(), path + ".perYear");
        }
    }

    private void documents() {
        problems.unique(definition.documents(), SchemeDefinition.Document::code, "documents");
        for (SchemeDefinition.Document document : definition.documents()) {
            String path = "documents." + document.code();
            problems.unless(CHOICE_CODE.matcher(document.code()).matches(), path, "code", document.code());
            if (document.requiredWhen() != null) {
                conditions.check(document.requiredWhen(), path + ".requiredWhen", field -> true);
            }
        }
    }

    private void benefit() {
        switch (definition.benefit()) {
            case BenefitRule.Percentage(BigDecimal percent) -> {
                problems.unless(percent.signum() > 0 && percent.compareTo(HUNDRED) <= 0, "benefit.percent", "percent");
                problems.unless(!definition.heads().isEmpty(), "heads", "empty");
            }
            case BenefitRule.Slabs slabs -> {
                problems.unless(definition.heads().isEmpty(), "heads", "headsWithSlabs");
                new SlabCheck(definition, slabs, problems).check();
            }
        }
    }

    private void limits() {
        for (int i = 0; i < definition.limits().size(); i++) {
            String path = "limits[" + i + "]";
            switch (definition.limits().get(i)) {
                case Limit.PerEvent event -> {
                    wholeRupees(event.perEvent(), path);
                    problems.unless(!event.eachKey() || hasKeys(List.of()), path, "eachKey");
                }
                case Limit.BestPerEvent ignored ->
                    problems.unless(!definition.eventKey().isEmpty(), path, "eachKey");
                case Limit.Amount amount -> {
                    wholeRupees(amount.amount(), path);
                    boolean known =
                            amount.period() == Limit.Period.FINANCIAL_YEAR || amount.period() == Limit.Period.LIFETIME;
                    problems.unless(known, path + ".period", "period", amount.period());
                }
                case Limit.Frequency frequency -> frequency(frequency, path);
            }
        }
    }

    private void frequency(Limit.Frequency limit, String path) {
        problems.unless(limit.times() > 0, path + ".times", "positive");
        problems.unless(
                (limit.period() == Limit.Period.FINANCIAL_YEARS) == (limit.years() > 1), path + ".years", "years");
        problems.unless(
                limit.counting() == Limit.Counting.APPLICATIONS || limit.period() == Limit.Period.LIFETIME,
                path + ".period",
                "period",
                limit.period());
        limit.heads()
                .forEach(head -> problems.unless(definition.head(head).isPresent(), path + ".heads", "head", head));
        problems.unless(!limit.eachKey() || hasKeys(limit.heads()), path, "eachKey");
    }

    private boolean hasKeys(List<String> heads) {
        return definition.heads().isEmpty()
                ? !definition.eventKey().isEmpty()
                : definition.heads().stream()
                        .filter(head -> heads.isEmpty() || heads.contains(head.code()))
                        .noneMatch(head -> head.keys().isEmpty());
    }

    /** So that no rounding of the payable amount passes a limit. */
    private void wholeRupees(@Nullable Money limit, String path) {
        if (limit != null) {
            problems.unless(
                    limit.isPositive() && limit.amount().stripTrailingZeros().scale() <= 0, path, "wholeRupees");
        }
    }

    private void levels() {
        List<SchemeDefinition.Level> levels = definition.levels();
        problems.unless(
                !levels.isEmpty()
                        && levels.getFirst().level() == SchemeDefinition.LevelCode.SCRUTINY
                        && levels.getFirst().minPayable().isZero(),
                "levels",
                "scrutinyFirst");
        for (int i = 0; i < levels.size(); i++) {
            problems.unless(levels.get(i).slaHours() > 0, "levels[" + i + "].slaHours", "positive");
            if (i > 0) {
                boolean after =
                        levels.get(i - 1).level().compareTo(levels.get(i).level()) < 0
                                && !levels.get(i - 1)
                                        .minPayable()
                                        .exceeds(levels.get(i).minPayable());
                problems.unless(after, "levels[" + i + "]", "levelOrder");
            }
        }
        problems.unless(definition.financeSlaHours() > 0, "financeSlaHours", "positive");
        SchemeDefinition.AutoApproval auto = definition.autoApproval();
        problems.unless(auto == null || auto.sampleOneIn() > 0, "autoApproval.sampleOneIn", "positive");
    }
}
