package org.ltet.portal.applications;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.schemes.Consumption;
import org.ltet.portal.schemes.Limit;
import org.ltet.portal.schemes.Limit.Counting;
import org.ltet.portal.schemes.Limit.Period;
import org.ltet.portal.schemes.Limit.Whose;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;

/**
 * The part of one limit that a sanction uses, for the second guard in the database: what may happen once has a unique
 * key, what has an amount is summed there. The benefit engine judged first; this holds even if a program goes wrong.
 */
record LimitUse(
        String key, boolean once, Money amount, @Nullable Money limit) {

    static List<LimitUse> of(Application app, List<Limit> limits, List<Consumption> consumption) {
        List<LimitUse> uses = new ArrayList<>();
        for (int i = 0; i < limits.size(); i++) {
            String prefix = app.schemeCode + "/" + (i + 1) + "/";
            switch (limits.get(i)) {
                case Limit.Amount(Money limit, Period period, Whose whose) ->
                    uses.addAll(amounts(prefix + holder(app, whose), limit, period, consumption));
                case Limit.Frequency frequency
                when isOnce(frequency) ->
                    uses.addAll(once(prefix + holder(app, frequency.whose()), frequency, consumption));
                case Limit.Frequency _, Limit.PerEvent _, Limit.BestPerEvent _ -> {
                    // several times, or within one event: only the engine can tell
                }
            }
        }
        return uses;
    }

    private static boolean isOnce(Limit.Frequency frequency) {
        return frequency.times() == 1
                && frequency.counting() == Counting.APPLICATIONS
                && frequency.period() != Period.FINANCIAL_YEARS;
    }

    private static List<LimitUse> amounts(String prefix, Money limit, Period period, List<Consumption> consumption) {
        Map<String, Money> sums = new LinkedHashMap<>();
        for (Consumption use : consumption) {
            sums.merge(prefix + "/" + period(period, use.date()), use.amount(), Money::plus);
        }
        return sums.entrySet().stream()
                .map(sum -> new LimitUse(sum.getKey(), false, sum.getValue(), limit))
                .toList();
    }

    private static List<LimitUse> once(String prefix, Limit.Frequency frequency, List<Consumption> consumption) {
        return consumption.stream()
                .filter(use -> use.amount().isPositive()
                        && (frequency.heads().isEmpty() || frequency.heads().contains(use.head())))
                .map(use -> prefix + (frequency.eachKey() && use.key() != null ? "/" + use.key() : "") + "/"
                        + period(frequency.period(), use.date()))
                .distinct()
                .map(key -> new LimitUse(key, true, Money.ZERO, null))
                .toList();
    }

    private static UUID holder(Application app, Whose whose) {
        return whose == Whose.BENEFICIARY ? app.beneficiaryId : app.memberId;
    }

    private static String period(Period period, LocalDate date) {
        return switch (period) {
            case FINANCIAL_YEAR -> FinancialYear.of(date).toString();
            case ACADEMIC_YEAR ->
                "AY" + (date.getMonth().compareTo(Month.JUNE) >= 0 ? date.getYear() : date.getYear() - 1);
            case LIFETIME -> "LIFETIME";
            case FINANCIAL_YEARS -> throw new IllegalArgumentException("a rolling period has no name");
        };
    }
}
