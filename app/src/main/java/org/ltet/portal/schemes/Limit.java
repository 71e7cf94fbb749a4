package org.ltet.portal.schemes;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.ltet.portal.shared.Money;

/** What cuts or forbids a benefit; the engine applies them per event, by frequency, per year, per lifetime. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
public sealed interface Limit {

    /** At most so much for one application, or, by key, for one eye, one ear ... of it. */
    record PerEvent(Money perEvent, boolean eachKey) implements Limit {
        public PerEvent {
            Parts.given("perEvent", perEvent);
        }
    }

    /** All applications for the same event together get at most the best single award. */
    record BestPerEvent(boolean bestPerEvent, Whose whose) implements Limit {
        public BestPerEvent {
            Parts.given("whose", whose);
        }
    }

    /**
     * At most so many times within a period.
     *
     * @param counting what makes one time
     * @param heads the heads it stands for, empty for all
     * @param eachKey counted for each key on its own (eye, ear, level of examination)
     * @param years length of a period of FINANCIAL_YEARS
     */
    record Frequency(
            int times, Counting counting, List<String> heads, boolean eachKey, Period period, int years, Whose whose)
            implements Limit {
        public Frequency {
            Parts.given("counting", counting);
            Parts.given("period", period);
            Parts.given("whose", whose);
            heads = SchemeDefinition.orEmpty(heads);
        }
    }

    /** At most so much money in each financial year or in a lifetime. */
    record Amount(Money amount, Period period, Whose whose) implements Limit {
        public Amount {
            Parts.given("amount", amount);
            Parts.given("period", period);
            Parts.given("whose", whose);
        }
    }

    enum Counting {
        APPLICATIONS,
        /** Different financial years in which something was paid. */
        FINANCIAL_YEARS
    }

    enum Period {
        FINANCIAL_YEAR,
        /** The financial year of payment and the next ones, {@code years} in all. */
        FINANCIAL_YEARS,
        /** June to May. */
        ACADEMIC_YEAR,
        LIFETIME
    }

    enum Whose {
        BENEFICIARY,
        MEMBER,
        FAMILY
    }
}
