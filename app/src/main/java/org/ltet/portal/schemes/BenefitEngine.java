package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;

/**
 * From claimed to paid: line, head limit, other reimbursement, benefit rule, limits (per event, frequency, year,
 * lifetime), reviewer's cap, one rounding. Reckons exactly in between; where a limit leaves too little, it is shared in
 * proportion. Pure.
 */
final class BenefitEngine {

    private final SchemeDefinition definition;
    private final BenefitRequest request;
    private final Facts facts;
    private final Use use;
    private final Trail trail = new Trail();
    private final List<Finding> refusals = new ArrayList<>();
    private List<Part> parts = List.of();

    private BenefitEngine(SchemeDefinition definition, BenefitRequest request) {
        this.definition = definition;
        this.request = request;
        this.facts = Facts.of(definition, request.facts());
        this.use = new Use(request.facts(), request.pastUse());
    }

    static Benefit reckon(SchemeDefinition definition, BenefitRequest request) {
        return new BenefitEngine(definition, request).reckon();
    }

    private Benefit reckon() {
        List<ClaimLine> claims = request.lines().stream()
                .sorted(Comparator.comparing(ClaimLine::date))
                .toList();
        List<HeadLimits.Line> lines = new HeadLimits(definition, claims, use, trail).admit();
        parts = definition.benefit() instanceof BenefitRule.Slabs ? List.of(event()) : gather(lines);
        BigDecimal admitted = total();
        lessOtherReimbursement();
        BigDecimal afterReimbursement = total();
        applyRule();
        limitEvents();
        limitFrequency();
        limitYears();
        limitLifetime();
        cap();
        Money payable = round();
        return new Benefit(
                Money.sum(claims.stream().map(ClaimLine::claimed).toList()),
                Trail.shown(admitted),
                Trail.shown(afterReimbursement),
                payable,
                trail.steps(),
                results(lines),
                consumption(payable),
                refusals);
    }

    /** The one part of a scheme that pays a fixed amount; its year is that of the reference date. */
    private Part event() {
        String key = definition.eventKey().isEmpty()
                ? null
                : definition.eventKey().stream().map(this::normalised).collect(Collectors.joining("|"));
        return new Part("", key, facts.referenceDay(), BigDecimal.ZERO, null, BigDecimal.ZERO);
    }

    /** The answer with capitals and spaces made alike, so that the same event is known again. */
    private String normalised(String field) {
        FactValue value = facts.answerTo(field);
        return value == null ? "" : value.text().strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
    }

    private static List<Part> gather(List<HeadLimits.Line> lines) {
        record Kind(String head, @Nullable String key, FinancialYear year) {}
        Map<Kind, List<HeadLimits.Line>> kinds = lines.stream()
                .collect(Collectors.groupingBy(
                        line -> new Kind(line.claim().head(), line.claim().key(), line.year()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return kinds.entrySet().stream()
                .map(entry -> part(entry.getKey().head(), entry.getKey().key(), entry.getValue()))
                .toList();
    }

    private static Part part(String head, @Nullable String key, List<HeadLimits.Line> lines) {
        BigDecimal admitted =
                Apportion.sum(lines.stream().map(HeadLimits.Line::admitted).toList());
        BigDecimal quantity = null;
        for (HeadLimits.Line line : lines) {
            if (line.units() != null) {
                quantity = quantity == null ? line.units() : quantity.add(line.units());
            }
        }
        LocalDate date = lines.getFirst().claim().date();
        return new Part(head, key, date, admitted, quantity, admitted);
    }

    private void lessOtherReimbursement() {
        BigDecimal paid = request.otherReimbursement().amount();
        cut("otherReimbursement", Map.of("paid", paid.toPlainString()), part -> true, total().subtract(paid));
    }

    private void applyRule() {
        BigDecimal before = total();
        switch (definition.benefit()) {
            case BenefitRule.Percentage(BigDecimal percent) -> {
                parts = parts.stream()
                        .map(part -> part.with(part.amount().multiply(percent).movePointLeft(2)))
                        .toList();
                trail.add("percent", Map.of("percent", percent.toPlainString()), before, total());
            }
            case BenefitRule.Slabs slabs -> {
                SlabTable.Found found = SlabTable.find(slabs, facts);
                parts = parts.stream().map(part -> part.with(found.amount())).toList();
                trail.note(found.code(), found.values(), before, total());
            }
        }
    }

    private void limitEvents() {
        for (Limit limit : definition.limits()) {
            if (limit instanceof Limit.PerEvent(Money most, boolean eachKey)) {
                Map<String, String> values = Map.of("limit", most.plain());
                if (eachKey) {
                    keys().forEach(key ->
                            cut("limit.event", values, part -> key.equals(String.valueOf(part.key())), most.amount()));
                } else {
                    cut("limit.event", values, part -> true, most.amount());
                }
            } else if (limit instanceof Limit.BestPerEvent(boolean ignored, Limit.Whose whose)) {
                lessPaidForTheEvent(whose);
            }
        }
    }

    private SortedSet<String> keys() {
        return parts.stream().map(part -> String.valueOf(part.key())).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The best award stands for the event: what an earlier one paid is taken off. */
    private void lessPaidForTheEvent(Limit.Whose whose) {
        for (Part event : parts) {
            BigDecimal paid = use.amount(whose, row -> event.sameKind(row.head(), row.key()));
            cut(
                    "limit.bestPerEvent",
                    Map.of("used", paid.toPlainString()),
                    part -> part.sameKind(event.head(), event.key()),
                    event.amount().subtract(paid));
        }
    }

    private void limitFrequency() {
        Frequencies frequencies = new Frequencies(definition, use);
        for (Limit limit : definition.limits()) {
            if (limit instanceof Limit.Frequency frequency) {
                limitFrequency(frequencies, frequency);
            }
        }
    }

    private void limitFrequency(Frequencies frequencies, Limit.Frequency limit) {
        SortedSet<FinancialYear> years = new TreeSet<>();
        List<Part> byDate =
                parts.stream().sorted(Comparator.comparing(Part::date)).toList();
        for (Part part : byDate) {
            if (part.amount().signum() == 0) {
                continue;
            }
            frequencies
                    .forbids(limit, part, years)
                    .ifPresentOrElse(refusal -> refuse(part, refusal), () -> years.add(part.year()));
        }
    }

    private void refuse(Part refused, Finding why) {
        BigDecimal before = total();
        parts = parts.stream()
                .map(part -> part.equals(refused) ? part.with(BigDecimal.ZERO) : part)
                .toList();
        trail.add(why.code(), why.values(), before, total());
        if (refusals.stream().noneMatch(why::equals)) {
            refusals.add(why);
        }
    }

    private void limitYears() {
        SortedSet<FinancialYear> years = parts.stream().map(Part::year).collect(Collectors.toCollection(TreeSet::new));
        for (Limit limit : definition.limits()) {
            if (limit instanceof Limit.Amount(Money most, Limit.Period period, Limit.Whose whose)
                    && period == Limit.Period.FINANCIAL_YEAR) {
                for (FinancialYear year : years) {
                    BigDecimal used = use.amount(whose, row -> year.contains(row.date()));
                    Map<String, String> values = amountValues(most, used, whose);
                    values.put("year", year.toString());
                    cut(
                            "limit.year",
                            values,
                            part -> part.year().equals(year),
                            most.amount().subtract(used));
                }
            }
        }
    }

    private void limitLifetime() {
        for (Limit limit : definition.limits()) {
            if (limit instanceof Limit.Amount(Money most, Limit.Period period, Limit.Whose whose)
                    && period == Limit.Period.LIFETIME) {
                BigDecimal used = use.amount(whose, row -> true);
                cut(
                        "limit.lifetime",
                        amountValues(most, used, whose),
                        part -> true,
                        most.amount().subtract(used));
            }
        }
    }

    private static Map<String, String> amountValues(Money most, BigDecimal used, Limit.Whose whose) {
        Map<String, String> values = new HashMap<>();
        values.put("limit", most.plain());
        values.put("used", used.toPlainString());
        values.put("left", most.amount().subtract(used).max(BigDecimal.ZERO).toPlainString());
        values.put("whose", whose.name());
        return values;
    }

    private void cap() {
        Money cap = request.cap();
        if (cap != null) {
            cut("cap", Map.of("limit", cap.plain()), part -> true, cap.amount());
        }
    }

    /** Lowers the chosen parts together to at most so much, in proportion; never below 0. */
    private void cut(String code, Map<String, String> values, Predicate<Part> chosen, BigDecimal most) {
        BigDecimal before = total();
        List<BigDecimal> amounts =
                parts.stream().filter(chosen).map(Part::amount).toList();
        BigDecimal allowed = most.max(BigDecimal.ZERO);
        if (Apportion.sum(amounts).compareTo(allowed) <= 0) {
            return;
        }
        List<BigDecimal> shares = new ArrayList<>(Apportion.exactly(allowed, amounts));
        parts = parts.stream()
                .map(part -> chosen.test(part) ? part.with(shares.removeFirst()) : part)
                .toList();
        trail.add(code, values, before, total());
    }

    private Money round() {
        BigDecimal exact = total();
        Money payable = Money.roundedToRupee(exact);
        trail.add("rounded", Map.of(), exact, payable.amount());
        return payable;
    }

    private static List<LineResult> results(List<HeadLimits.Line> lines) {
        return lines.stream()
                .map(line -> new LineResult(
                        line.claim().lineId(),
                        line.claim().claimed(),
                        line.claim().deducted(),
                        Trail.shown(line.admitted())))
                .toList();
    }

    /** In whole rupees that add up to the payable amount: first between the years, so that no yearly limit is passed. */
    private List<Consumption> consumption(Money payable) {
        SortedMap<FinancialYear, List<Part>> years =
                parts.stream().collect(Collectors.groupingBy(Part::year, TreeMap::new, Collectors.toList()));
        List<BigDecimal> exact = years.values().stream()
                .map(ofYear -> Apportion.sum(ofYear.stream().map(Part::amount).toList()))
                .toList();
        List<BigDecimal> perYear = new ArrayList<>(Apportion.wholeRupees(payable.amount(), exact));
        List<Consumption> rows = new ArrayList<>();
        for (List<Part> ofYear : years.values()) {
            List<BigDecimal> amounts = Apportion.wholeRupees(
                    perYear.removeFirst(), ofYear.stream().map(Part::amount).toList());
            for (int i = 0; i < ofYear.size(); i++) {
                if (amounts.get(i).signum() > 0) {
                    rows.add(consumption(ofYear.get(i), amounts.get(i)));
                }
            }
        }
        return rows;
    }

    private static Consumption consumption(Part part, BigDecimal amount) {
        return new Consumption(
                part.head(), part.key(), part.date(), new Money(amount), Trail.shown(part.admitted()), part.quantity());
    }

    private BigDecimal total() {
        return parts.stream().map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
