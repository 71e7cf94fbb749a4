package org.ltet.portal.applications;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.schemes.AnswerProblem;
import org.ltet.portal.schemes.ApplicantFacts;
import org.ltet.portal.schemes.ClaimLine;
import org.ltet.portal.schemes.LineCheck;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.shared.Money;

/** What the member says of one bill or fee. */
public record LineInput(
        String head,
        String billNumber,
        LocalDate billDate,
        String vendor,
        Money claimed,
        @Nullable BigDecimal quantity,
        @Nullable String key) {

    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST_VENDOR = 200;

    private static final UUID NEW = new UUID(0, 0);

    /**
     * Reads the fields head, billNumber, billDate, vendor, claimed, quantity, key as typed.
     *
     * @throws InvalidInput with everything that cannot be read
     */
    public static LineInput read(Map<String, String> typed) {
        TypedText text = new TypedText(Step.BILLS, typed);
        String head = text.required("head", LONGEST_NUMBER);
        String billNumber = text.required("billNumber", LONGEST_NUMBER);
        LocalDate billDate = text.date("billDate");
        String vendor = text.required("vendor", LONGEST_VENDOR);
        Money claimed = text.money("claimed");
        BigDecimal quantity = text.given("quantity") ? text.decimal("quantity", 2) : null;
        String key = text.text("key", LONGEST_NUMBER);
        InvalidInput.throwIfAny(text.problems());
        if (head == null || billNumber == null || billDate == null || vendor == null || claimed == null) {
            throw new IllegalStateException("unread without a problem");
        }
        return new LineInput(head, billNumber, billDate, vendor, claimed, quantity, key);
    }

    /**
     * What the scheme has against it.
     *
     * @param others the other bills of the application
     * @param lineId where the problems stand among those of the whole application; none in the form of the bill
     */
    List<FormProblem> problems(
            SchemeDefinition definition,
            List<LineView> others,
            ApplicantFacts applicant,
            LocalDate today,
            @Nullable UUID lineId) {
        ClaimLine line = asLine(lineId, Money.ZERO).asClaim();
        List<ClaimLine> claims = others.stream().map(LineView::asClaim).toList();
        List<FormProblem> problems = new ArrayList<>();
        for (AnswerProblem problem : LineCheck.problems(definition, line, claims, applicant, today)) {
            String field = problem.field().equals("date") ? "billDate" : problem.field();
            problems.add(new FormProblem.Answer(Step.BILLS, lineId == null ? field : "line-" + lineId, problem));
        }
        return problems;
    }

    boolean sameAs(LineInput other) {
        return equals(other.withQuantity(quantity))
                && (quantity == null
                        ? other.quantity == null
                        : other.quantity != null && quantity.compareTo(other.quantity) == 0);
    }

    private LineInput withQuantity(@Nullable BigDecimal number) {
        return new LineInput(head, billNumber, billDate, vendor, claimed, number, key);
    }

    /** As it would stand among the saved ones. */
    LineView asLine(@Nullable UUID lineId, Money deducted) {
        return new LineView(
                lineId == null ? NEW : lineId,
                head,
                billNumber,
                billDate,
                vendor,
                claimed,
                quantity,
                key,
                deducted,
                null,
                null,
                null);
    }

    static LineInput of(LineView line) {
        return new LineInput(
                line.head(),
                line.billNumber(),
                line.billDate(),
                line.vendor(),
                line.claimed(),
                line.quantity(),
                line.key());
    }
}
