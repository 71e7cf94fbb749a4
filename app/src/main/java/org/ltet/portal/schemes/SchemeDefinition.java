package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * All that is known of one version of a scheme; JSON in the catalogue and in the database.
 *
 * @param beneficiaries for whom; a relation that no entry names is not covered
 * @param eligibility further conditions
 * @param referenceDate code of the form field with the date (discharge, result, event ...) on which ages, service and
 *     relation are judged; the day of submission when absent
 * @param eventKey codes of the fields that tell one event from another, in schemes without heads
 * @param heads kinds of expense; none where the benefit is a fixed amount
 * @param otherReimbursement whether the form asks what insurance or another source paid
 * @param billDates how far the bills may lie from the reference date; any time when absent
 * @param window days of the year on which one may apply; all year when absent
 * @param autoApproval absent where a person always decides
 * @param yearlyBudget planned for one financial year
 * @param waitsForOriginals nothing is granted before the original papers that a reviewer asked for are here
 */
public record SchemeDefinition(
        String code,
        Text name,
        Category category,
        Text summary,
        List<WhoFor> beneficiaries,
        @Nullable Condition eligibility,
        @Nullable String referenceDate,
        List<String> eventKey,
        List<Group> form,
        List<Head> heads,
        boolean otherReimbursement,
        @Nullable BillDates billDates,
        List<Document> documents,
        BenefitRule benefit,
        List<Limit> limits,
        @Nullable Window window,
        List<Level> levels,
        int financeSlaHours,
        @Nullable AutoApproval autoApproval,
        @Nullable Money yearlyBudget,
        boolean waitsForOriginals) {

    public SchemeDefinition {
        beneficiaries = orEmpty(beneficiaries);
        eventKey = orEmpty(eventKey);
        form = orEmpty(form);
        heads = orEmpty(heads);
        documents = orEmpty(documents);
        limits = orEmpty(limits);
        levels = orEmpty(levels);
    }

    public enum Category {
        EDUCATION,
        MEDICAL,
        SKILL_BUILDING
    }

    /** One kind of beneficiary, with a condition of its own where there is one ("child up to 25"). */
    public record WhoFor(List<Relation> relations, @Nullable Condition when) {
        public WhoFor {
            relations = orEmpty(relations);
        }
    }

    /** Questions that stand on one page of the form. */
    public record Group(String code, Text title, List<Field> fields) {
        public Group {
            fields = orEmpty(fields);
        }
    }

    /**
     * One question.
     *
     * @param showWhen asked only when this holds, over answers to other fields
     * @param prefill name of the fact that fills it in
     * @param min smallest number, amount or percentage
     * @param max largest number, amount or percentage; length for text
     */
    public record Field(
            String code,
            FieldType type,
            Text label,
            @Nullable Text hint,
            boolean required,
            List<Option> options,
            @Nullable Condition showWhen,
            @Nullable String prefill,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max) {
        public Field {
            options = orEmpty(options);
        }

        public Optional<Option> option(String optionCode) {
            return options.stream()
                    .filter(option -> option.code().equals(optionCode))
                    .findFirst();
        }
    }

    public enum FieldType {
        TEXT,
        NUMBER,
        PERCENT,
        MONEY,
        DATE,
        CHOICE,
        YESNO
    }

    public record Option(String code, Text label) {}

    /**
     * A kind of expense.
     *
     * @param keys which eye, which ear ...: the line names one; empty where there is nothing to tell apart
     * @param unit what the quantity of a line counts; absent where a line has none
     * @param perUnit at most so much for each unit
     * @param unitsPerYear at most so many units in a financial year, per beneficiary
     * @param perClaim admitted at most so much in one application, for each key
     * @param perYear admitted at most so much in a financial year, per beneficiary
     * @param during the days within which those of this head lie: their number is the most that can be claimed
     */
    public record Head(
            String code,
            Text label,
            @Nullable Text hint,
            List<Option> keys,
            @Nullable Unit unit,
            @Nullable Money perUnit,
            @Nullable Integer unitsPerYear,
            @Nullable Money perClaim,
            @Nullable Money perYear,
            @Nullable Span during) {
        public Head {
            keys = orEmpty(keys);
        }

        public Optional<Option> key(String keyCode) {
            return keys.stream().filter(option -> option.code().equals(keyCode)).findFirst();
        }
    }

    /** From one date of the form to another, both days counted: those of a stay in hospital. */
    public record Span(String from, String to) {}

    /**
     * Which bills belong to the event.
     *
     * @param since code of the date of the form from which the months before are counted; the reference date when absent
     * @param monthsBefore whole months before that day
     * @param monthsAfter whole months after the reference date
     */
    public record BillDates(@Nullable String since, int monthsBefore, int monthsAfter) {}

    public enum Unit {
        DAY,
        PIECE,
        SESSION
    }

    /** @param requiredWhen over answers; always required when absent, unless optional */
    public record Document(
            String code,
            Text label,
            @Nullable Text hint,
            boolean optional,
            @Nullable Condition requiredWhen) {}

    /** Both days inclusive, every year. */
    public record Window(MonthDay from, MonthDay to) {

        public boolean isOpen(LocalDate day) {
            return !opening(day).isAfter(day);
        }

        /** The last day of the window that is open on the day, or of the next one. */
        public LocalDate closing(LocalDate day) {
            LocalDate sameYear = to.atYear(day.getYear());
            return sameYear.isBefore(day) ? to.atYear(day.getYear() + 1) : sameYear;
        }

        /** The first day of that same window. */
        public LocalDate opening(LocalDate day) {
            LocalDate end = closing(day);
            LocalDate sameYear = from.atYear(end.getYear());
            return sameYear.isAfter(end) ? from.atYear(end.getYear() - 1) : sameYear;
        }
    }

    public enum LevelCode {
        SCRUTINY,
        SUB_PANEL,
        APEX_PANEL
    }

    /**
     * A level of review.
     *
     * @param minPayable taken from this payable amount on
     * @param onHighRisk taken when the risk is high, whatever the amount
     * @param onOverride taken when anything was overridden, whatever the amount
     * @param slaHours working hours allowed
     */
    public record Level(LevelCode level, Money minPayable, boolean onHighRisk, boolean onOverride, int slaHours) {}

    /** @param sampleOneIn one in so many automatic approvals is looked at afterwards */
    public record AutoApproval(Money upTo, int sampleOneIn) {}

    /** All questions, in order. */
    public List<Field> fields() {
        return form.stream().flatMap(group -> group.fields().stream()).toList();
    }

    public Optional<Field> field(String fieldCode) {
        return form.stream()
                .flatMap(group -> group.fields().stream())
                .filter(field -> field.code().equals(fieldCode))
                .findFirst();
    }

    public Optional<Head> head(String headCode) {
        return heads.stream().filter(head -> head.code().equals(headCode)).findFirst();
    }

    /** JSON leaves out what is empty. */
    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
