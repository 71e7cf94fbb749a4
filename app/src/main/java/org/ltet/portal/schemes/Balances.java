package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;

/** What the limits of a definition leave to one beneficiary on a day. Pure. */
final class Balances {

    private final SchemeDefinition definition;
    private final LocalDate today;
    private final Use use;

    private Balances(SchemeDefinition definition, ApplicantFacts applicant, List<PastUse> past) {
        this.definition = definition;
        this.today = applicant.today();
        this.use = new Use(applicant, past);
    }

    static List<Balance> of(SchemeDefinition definition, ApplicantFacts applicant, List<PastUse> past) {
        Balances balances = new Balances(definition, applicant, past);
        return definition.limits().stream().flatMap(balances::of).toList();
    }

    private Stream<Balance> of(Limit limit) {
        return switch (limit) {
            case Limit.Amount amount -> Stream.of(money(amount));
            case Limit.Frequency frequency -> times(frequency).stream();
            case Limit.PerEvent ignored -> Stream.empty();
            case Limit.BestPerEvent ignored -> Stream.empty();
        };
    }

    private Balance money(Limit.Amount limit) {
        FinancialYear year = FinancialYear.of(today);
        boolean yearly = limit.period() == Limit.Period.FINANCIAL_YEAR;
        BigDecimal used = use.amount(limit.whose(), row -> !yearly || year.contains(row.date()));
        Money left = limit.amount().minusToZero(new Money(used));
        return new Balance(
                yearly ? "year" : "lifetime",
                Map.of("year", year.toString(), "whose", limit.whose().name()),
                limit.amount(),
                new Money(used),
                left,
                left.isPositive());
    }

    /** One for each thing counted on its own: each eye, each ear, each level of examination ... */
    private List<Balance> times(Limit.Frequency limit) {
        Frequencies frequencies = new Frequencies(definition, use);
        List<Balance> balances = new ArrayList<>();
        for (Counted counted : counted(limit)) {
            Part next = new Part(counted.head(), counted.key(), today, BigDecimal.ONE, null, BigDecimal.ONE);
            Optional<Finding> forbidden = frequencies.forbids(limit, next, new TreeSet<>());
            Map<String, String> values = new HashMap<>(
                    forbidden.map(Finding::values).orElse(Map.of("times", Integer.toString(limit.times()))));
            Findings.put(values, "what", frequencies.what(limit, counted.head(), counted.key()));
            BigDecimal used = use.amount(
                    limit.whose(),
                    row -> frequencies.standsFor(limit, row.head())
                            && (!limit.eachKey() || Objects.equals(counted.key(), row.key())));
            balances.add(new Balance(
                    forbidden.map(Finding::code).orElse("frequency.free"),
                    values,
                    null,
                    new Money(used),
                    null,
                    forbidden.isEmpty()));
        }
        return balances;
    }

    private record Counted(String head, @Nullable String key) {}

    private List<Counted> counted(Limit.Frequency limit) {
        List<String> heads = limit.heads().isEmpty()
                ? definition.heads().stream().map(SchemeDefinition.Head::code).toList()
                : limit.heads();
        if (!limit.eachKey()) {
            return List.of(new Counted(heads.isEmpty() ? "" : heads.getFirst(), null));
        }
        if (heads.isEmpty()) {
            return eventChoices().map(choice -> new Counted("", choice)).toList();
        }
        return heads.stream()
                .flatMap(code -> definition.head(code).stream())
                .flatMap(head -> head.keys().stream().map(key -> new Counted(head.code(), key.code())))
                .toList();
    }

    /** The events that can be told beforehand: those named by one choice of the form. */
    private Stream<String> eventChoices() {
        return definition.eventKey().size() != 1
                ? Stream.empty()
                : definition.field(definition.eventKey().getFirst()).stream()
                        .flatMap(field -> field.options().stream())
                        .map(SchemeDefinition.Option::code);
    }
}
