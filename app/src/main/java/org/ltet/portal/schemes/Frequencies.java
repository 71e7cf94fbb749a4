package org.ltet.portal.schemes;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.FinancialYear;

/** Whether a frequency limit forbids a part: it was paid often enough before. Pure. */
final class Frequencies {

    private final SchemeDefinition definition;
    private final Use use;

    Frequencies(SchemeDefinition definition, Use use) {
        this.definition = definition;
        this.use = use;
    }

    boolean standsFor(Limit.Frequency limit, String head) {
        return limit.heads().isEmpty() || limit.heads().contains(head);
    }

    /**
     * @param yearsOfClaim financial years of earlier parts of the same application that are to be paid
     * @return why it is forbidden, or empty
     */
    Optional<Finding> forbids(Limit.Frequency limit, Part part, SortedSet<FinancialYear> yearsOfClaim) {
        if (!standsFor(limit, part.head())) {
            return Optional.empty();
        }
        List<PastUse> past = use.by(limit.whose()).stream()
                .filter(row -> standsFor(limit, row.head()))
                .filter(row -> !limit.eachKey() || Objects.equals(row.key(), part.key()))
                .toList();
        return switch (limit.counting()) {
            case APPLICATIONS -> tooManyApplications(limit, part, past);
            case FINANCIAL_YEARS -> tooManyYears(limit, part, past, yearsOfClaim);
        };
    }

    private Optional<Finding> tooManyApplications(Limit.Frequency limit, Part part, List<PastUse> past) {
        Map<UUID, LocalDate> applications = past.stream()
                .filter(row -> samePeriod(limit, row.date(), part.date()))
                .collect(Collectors.toMap(PastUse::applicationId, PastUse::date, Frequencies::later));
        if (applications.size() < limit.times()) {
            return Optional.empty();
        }
        List<LocalDate> latestFirst =
                applications.values().stream().sorted(Comparator.reverseOrder()).toList();
        Map<String, String> values = values(limit, part);
        values.put("date", latestFirst.getFirst().toString());
        values.put("next", next(limit, latestFirst.get(limit.times() - 1)));
        values.put("period", period(limit, part.date()));
        return Optional.of(Finding.failed(code(limit), values));
    }

    private Optional<Finding> tooManyYears(
            Limit.Frequency limit, Part part, List<PastUse> past, SortedSet<FinancialYear> yearsOfClaim) {
        SortedSet<FinancialYear> years = new TreeSet<>(yearsOfClaim);
        past.forEach(row -> years.add(FinancialYear.of(row.date())));
        if (years.contains(part.year()) || years.size() < limit.times()) {
            return Optional.empty();
        }
        Map<String, String> values = values(limit, part);
        values.put("years", years.stream().map(FinancialYear::toString).collect(Collectors.joining(", ")));
        values.put("period", part.year().toString());
        return Optional.of(Finding.failed("frequency.years", values));
    }

    private static boolean samePeriod(Limit.Frequency limit, LocalDate past, LocalDate date) {
        return switch (limit.period()) {
            case LIFETIME -> true;
            case ACADEMIC_YEAR -> Calendars.academicYear(past) == Calendars.academicYear(date);
            case FINANCIAL_YEAR -> FinancialYear.of(past).contains(date);
            case FINANCIAL_YEARS ->
                Math.abs(FinancialYear.of(past).startYear()
                                - FinancialYear.of(date).startYear())
                        < limit.years();
        };
    }

    /** From when on one more is possible; "" for never. */
    private static String next(Limit.Frequency limit, LocalDate used) {
        return switch (limit.period()) {
            case LIFETIME -> "";
            case ACADEMIC_YEAR ->
                LocalDate.of(Calendars.academicYear(used) + 1, 6, 1).toString();
            case FINANCIAL_YEAR -> FinancialYear.of(used).plusYears(1).toString();
            case FINANCIAL_YEARS ->
                FinancialYear.of(used).plusYears(limit.years()).toString();
        };
    }

    private static String period(Limit.Frequency limit, LocalDate date) {
        return switch (limit.period()) {
            case LIFETIME, FINANCIAL_YEARS -> "";
            case ACADEMIC_YEAR -> {
                int start = Calendars.academicYear(date);
                yield new FinancialYear(start).label();
            }
            case FINANCIAL_YEAR -> FinancialYear.of(date).toString();
        };
    }

    /** "frequency.lifetime", "frequency.lifetime.often" when more than once is allowed. */
    private static String code(Limit.Frequency limit) {
        String period = switch (limit.period()) {
            case LIFETIME -> "lifetime";
            case ACADEMIC_YEAR -> "academicYear";
            case FINANCIAL_YEAR -> "year";
            case FINANCIAL_YEARS -> "severalYears";
        };
        return "frequency." + period + (limit.times() > 1 ? ".often" : "");
    }

    private Map<String, String> values(Limit.Frequency limit, Part part) {
        Map<String, String> values = new HashMap<>();
        values.put("times", Integer.toString(limit.times()));
        values.put("count", Integer.toString(limit.years()));
        Findings.put(values, "what", what(limit, part.head(), part.key()));
        return values;
    }

    /** The thing that was paid: the key ("left eye"), the head ("dentures"), or the scheme. */
    Text what(Limit.Frequency limit, String headCode, @Nullable String keyCode) {
        Optional<Text> head = definition.head(headCode).map(SchemeDefinition.Head::label);
        if (limit.eachKey() && keyCode != null) {
            Optional<Text> key = definition
                    .head(headCode)
                    .flatMap(found -> found.key(keyCode))
                    .map(SchemeDefinition.Option::label)
                    .or(() -> eventLabel(keyCode));
            if (key.isPresent()) {
                return key.get();
            }
        }
        return limit.heads().isEmpty() ? definition.name() : head.orElse(definition.name());
    }

    /** The words of an event that is one choice of the form, such as a level of examination. */
    private Optional<Text> eventLabel(String keyCode) {
        return definition.eventKey().stream()
                .flatMap(code -> definition.field(code).stream())
                .flatMap(field -> field.option(keyCode).stream())
                .map(SchemeDefinition.Option::label)
                .findFirst();
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
