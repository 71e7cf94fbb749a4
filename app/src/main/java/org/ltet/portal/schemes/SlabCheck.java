package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds answers for which a table of fixed amounts has no amount, or two. */
final class SlabCheck {

    private static final UUID NOBODY = new UUID(0, 0);
    private static final LocalDate SOME_DAY = LocalDate.of(2000, 1, 1);
    private static final BigDecimal SMALL = new BigDecimal("0.000001");

    private final SchemeDefinition definition;
    private final BenefitRule.Slabs table;
    private final Problems problems;

    SlabCheck(SchemeDefinition definition, BenefitRule.Slabs table, Problems problems) {
        this.definition = definition;
        this.table = table;
        this.problems = problems;
    }

    void check() {
        problems.unless(!table.slabs().isEmpty(), "benefit.slabs", "empty");
        for (int i = 0; i < table.slabs().size(); i++) {
            slab(table.slabs().get(i), "benefit.slabs[" + i + "]");
        }
        String band = table.band();
        if (band != null) {
            boolean number = definition
                    .field(band)
                    .map(field -> FactName.kindOf(field.type()))
                    .filter(kind -> kind == FactName.Kind.PERCENT
                            || kind == FactName.Kind.NUMBER
                            || kind == FactName.Kind.MONEY)
                    .isPresent();
            problems.unless(number, "benefit.band", "band", band);
        }
        if (problems.none()) {
            List<SchemeDefinition.Field> deciding = definition.fields().stream()
                    .filter(field ->
                            table.slabs().stream().anyMatch(slab -> slab.when().containsKey(field.code())))
                    .toList();
            combine(deciding, 0, new LinkedHashMap<>());
        }
    }

    private void slab(BenefitRule.Slab slab, String path) {
        slab.when().forEach((code, choices) -> {
            SchemeDefinition.Field field = definition.field(code).orElse(null);
            if (field == null) {
                problems.add(path + ".when", "field", code);
            } else {
                choices.forEach(choice ->
                        problems.unless(field.option(choice).isPresent(), path + ".when." + code, "value", choice));
            }
        });
        problems.unless(slab.amount().isPositive(), path + ".amount", "positive");
        boolean bounded = slab.from() != null || slab.below() != null;
        problems.unless(!bounded || table.band() != null, path, "bandMissing");
        problems.unless(
                slab.from() == null || slab.below() == null || slab.from().compareTo(slab.below()) < 0, path, "range");
    }

    /** Tries every combination of choices that the form lets a person give. */
    private void combine(List<SchemeDefinition.Field> deciding, int next, Map<String, String> answers) {
        if (next == deciding.size()) {
            covered(answers);
            return;
        }
        SchemeDefinition.Field field = deciding.get(next);
        if (!facts(answers).asks(field)) {
            combine(deciding, next + 1, answers);
            return;
        }
        for (SchemeDefinition.Option option : field.options()) {
            Map<String, String> more = new LinkedHashMap<>(answers);
            more.put(field.code(), option.code());
            combine(deciding, next + 1, more);
        }
    }

    private void covered(Map<String, String> answers) {
        if (excluded(answers)) {
            return;
        }
        List<BenefitRule.Slab> matching = table.slabs().stream()
                .filter(slab -> slab.when().entrySet().stream()
                        .allMatch(when -> when.getValue().contains(answers.getOrDefault(when.getKey(), ""))))
                .sorted(Comparator.comparing(slab -> slab.from() == null ? SMALL.negate() : slab.from()))
                .toList();
        if (matching.isEmpty()) {
            problems.add("benefit.slabs", "slab.none", answers.values());
            return;
        }
        BenefitRule.Slab first = matching.getFirst();
        BigDecimal from = first.from();
        if (from != null && !excluded(with(answers, from.subtract(SMALL)))) {
            problems.add("benefit.slabs", "slab.gap", words(answers, from));
        }
        for (int i = 1; i < matching.size(); i++) {
            BigDecimal end = matching.get(i - 1).below();
            BigDecimal start = matching.get(i).from();
            if (end == null || start == null || end.compareTo(start) > 0) {
                problems.add("benefit.slabs", "slab.two", words(answers, start));
            } else if (end.compareTo(start) < 0) {
                problems.add("benefit.slabs", "slab.gap", words(answers, end));
            }
        }
        BigDecimal end = matching.getLast().below();
        if (end != null && !excluded(with(answers, end))) {
            problems.add("benefit.slabs", "slab.gap", words(answers, end));
        }
    }

    private static String words(Map<String, String> answers, @Nullable BigDecimal at) {
        return String.join(", ", answers.values()) + (at == null ? "" : " " + at.toPlainString());
    }

    private Map<String, String> with(Map<String, String> answers, BigDecimal band) {
        Map<String, String> more = new HashMap<>(answers);
        more.put(String.valueOf(table.band()), band.toPlainString());
        return more;
    }

    /** Whether nobody with these answers qualifies, or the form refuses them. */
    private boolean excluded(Map<String, String> answers) {
        Condition eligibility = definition.eligibility();
        boolean fails = eligibility != null
                && Conditions.judge(eligibility, facts(answers)).outcome() == Outcome.FAILED;
        return fails
                || AnswerCheck.problems(definition, applicant(answers)).stream()
                        .anyMatch(problem -> problem.field().equals(table.band())
                                && !problem.code().equals("required"));
    }

    private Facts facts(Map<String, String> answers) {
        return Facts.of(definition, applicant(answers));
    }

    /** Somebody of whom only the answers matter. */
    private static ApplicantFacts applicant(Map<String, String> answers) {
        MemberFacts member = new MemberFacts(NOBODY, MemberStatus.SERVING, SOME_DAY, SOME_DAY, null, null, "", "", "");
        BeneficiaryFacts beneficiary = new BeneficiaryFacts(NOBODY, Relation.SELF, "", SOME_DAY, false, null);
        return new ApplicantFacts(member, beneficiary, answers, SOME_DAY);
    }
}
