package org.ltet.portal.schemes;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tree of conditions over named facts, as JSON: told apart by the names of the properties. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
public sealed interface Condition {

    /** The condition that holds exactly when this one does not. */
    Condition negated();

    record All(List<Condition> all) implements Condition {
        public All {
            all = Parts.some("all", all);
        }

        @Override
        public Condition negated() {
            return new Any(all.stream().map(Condition::negated).toList());
        }
    }

    record Any(List<Condition> any) implements Condition {
        public Any {
            any = Parts.some("any", any);
        }

        @Override
        public Condition negated() {
            return new All(any.stream().map(Condition::negated).toList());
        }
    }

    record Not(Condition not) implements Condition {
        public Not {
            Parts.given("not", not);
        }

        @Override
        public Condition negated() {
            return not;
        }
    }

    /** Asks {@code then} only of those for whom {@code when} holds. */
    record When(Condition when, Condition then) implements Condition {
        public When {
            Parts.given("when", when);
            Parts.given("then", then);
        }

        @Override
        public Condition negated() {
            return new All(List.of(when, then.negated()));
        }
    }

    /**
     * Compares one fact with given values.
     *
     * @param fact a name known to {@link FactName}, or "answers." and the code of a form field
     * @param values canonical texts; one, except for ONE_OF and NONE_OF
     * @param of for tests of dates: the fact counted from, the day of submission when absent
     * @param reason own reason code where the words made from fact and test would not say it well
     * @param waivable the head may waive it with a reason
     */
    record Comparison(
            String fact,
            Test test,
            List<String> values,
            @Nullable String of,
            @Nullable String reason,
            boolean waivable) implements Condition {
        public Comparison {
            Parts.given("fact", fact);
            Parts.given("test", test);
            values = Parts.some("values", values);
        }

        /** The one value of a test that has one. */
        String value() {
            return values.getFirst();
        }

        @Override
        public Condition negated() {
            return new Comparison(fact, test.opposite(), values, of, reason, waivable);
        }
    }

    /** How a fact is compared. */
    enum Test {
        AT_LEAST,
        BELOW,
        AT_MOST,
        ABOVE,
        ONE_OF,
        NONE_OF,
        /** The date lies after the same calendar day so many months before {@code of}, and not after {@code of}. */
        WITHIN_MONTHS_BEFORE,
        NOT_WITHIN_MONTHS_BEFORE;

        Test opposite() {
            return switch (this) {
                case AT_LEAST -> BELOW;
                case BELOW -> AT_LEAST;
                case AT_MOST -> ABOVE;
                case ABOVE -> AT_MOST;
                case ONE_OF -> NONE_OF;
                case NONE_OF -> ONE_OF;
                case WITHIN_MONTHS_BEFORE -> NOT_WITHIN_MONTHS_BEFORE;
                case NOT_WITHIN_MONTHS_BEFORE -> WITHIN_MONTHS_BEFORE;
            };
        }
    }
}
