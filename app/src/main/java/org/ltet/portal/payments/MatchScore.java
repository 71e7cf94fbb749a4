package org.ltet.portal.payments;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.MatchReason.Code;
import org.ltet.portal.shared.Money;

/**
 * How well a line of the bank fits a payment, in points with their reasons: a pure rule. It ranks what is shown to a
 * person and decides nothing.
 */
final class MatchScore {

    /** What is less likely than this is not shown. */
    static final int LEAST = 20;

    private static final int MOST = 100;
    private static final int NEAR_DAYS = 3;
    private static final int FAR_DAYS = 15;
    private static final int SHORTEST_NAME = 4;

    /** A line of the bank as far as matching looks at it. */
    record Line(
            @Nullable Money amount,
            @Nullable LocalDate valueDate,
            @Nullable String endToEndId,
            String text,
            NamedInText named) {

        static Line of(OpenItemView item) {
            StringBuilder text = new StringBuilder();
            for (String part :
                    new @Nullable String[] {item.endToEndId(), item.remark(), item.reasonText(), item.bankReference()
                    }) {
                if (part != null) {
                    text.append(part).append(' ');
                }
            }
            String all = text.toString();
            return new Line(item.amount(), item.valueDate(), item.endToEndId(), all, NamedInText.in(all));
        }

        boolean names(MatchPayment payment) {
            return named.payments().contains(payment.endToEndId())
                    || named.vouchers().contains(payment.voucherNumber())
                    || named.applications().contains(payment.applicationNumber());
        }
    }

    record Scored(int score, List<MatchReason> reasons) {}

    private MatchScore() {}

    /** @param sameAmount how many payments of this amount the line could be about */
    static Scored single(Line line, MatchPayment payment, int sameAmount) {
        List<MatchReason> reasons = new ArrayList<>();
        names(line, payment, reasons);
        if (payment.amount().equals(line.amount())) {
            reasons.add(new MatchReason(Code.AMOUNT_EQUAL, 30, payment.amount().display()));
            if (sameAmount <= 1) {
                reasons.add(new MatchReason(Code.ONLY_ONE_OF_AMOUNT, 5, ""));
            } else if (!line.named().payments().equals(Set.of(payment.endToEndId()))) {
                // a line that gives the reference of this one alone is told apart from all others of the amount
                reasons.add(new MatchReason(Code.SEVERAL_OF_AMOUNT, -10, Integer.toString(sameAmount)));
            }
        } else {
            reasons.add(
                    new MatchReason(Code.AMOUNT_DIFFERS, -20, payment.amount().display()));
        }
        date(line, payment.releasedOn(), reasons);
        if (payment.state() != PaymentState.RELEASED) {
            reasons.add(new MatchReason(Code.NOT_WITH_BANK, -10, ""));
        }
        return scored(reasons);
    }

    /** One line for several payments that together come to its amount. */
    static Scored merged(Line line, List<MatchPayment> payments, long count, @Nullable String batch, boolean whole) {
        List<MatchReason> reasons = new ArrayList<>();
        if (batch != null && line.named().batches().contains(batch)) {
            reasons.add(new MatchReason(Code.BATCH_IN_TEXT, 55, batch));
        }
        long named = payments.stream().filter(line::names).count();
        if (named == count) {
            reasons.add(new MatchReason(Code.REFERENCE_IN_TEXT, 55, Long.toString(count)));
        }
        if (batch != null && whole) {
            reasons.add(new MatchReason(Code.WHOLE_BATCH, 15, batch));
        }
        reasons.add(new MatchReason(Code.SUM_EQUAL, 30, Long.toString(count)));
        payments.stream()
                .map(MatchPayment::releasedOn)
                .max(Comparator.naturalOrder())
                .ifPresent(last -> date(line, last, reasons));
        return scored(reasons);
    }

    /** Several lines that together come to the amount of one payment. */
    static Scored split(Line line, MatchPayment payment, List<Line> others, boolean sameReference) {
        List<MatchReason> reasons = new ArrayList<>();
        if (sameReference) {
            reasons.add(new MatchReason(Code.SAME_REFERENCE, 60, payment.endToEndId()));
        } else if (line.names(payment) && others.stream().allMatch(other -> other.names(payment))) {
            reasons.add(new MatchReason(Code.REFERENCE_IN_TEXT, 55, payment.endToEndId()));
        } else {
            names(line, payment, reasons);
        }
        reasons.add(new MatchReason(Code.SUM_EQUAL, 30, Integer.toString(others.size() + 1)));
        date(line, payment.releasedOn(), reasons);
        if (payment.state() != PaymentState.RELEASED) {
            reasons.add(new MatchReason(Code.NOT_WITH_BANK, -10, ""));
        }
        return scored(reasons);
    }

    private static void names(Line line, MatchPayment payment, List<MatchReason> reasons) {
        String reference = payment.endToEndId();
        String own = line.endToEndId();
        if (line.named().payments().contains(reference)) {
            reasons.add(new MatchReason(Code.REFERENCE_IN_TEXT, 60, reference));
        } else if (line.named().vouchers().contains(payment.voucherNumber())) {
            reasons.add(new MatchReason(Code.VOUCHER_IN_TEXT, 50, payment.voucherNumber()));
        } else if (line.named().applications().contains(payment.applicationNumber())) {
            reasons.add(new MatchReason(Code.APPLICATION_IN_TEXT, 45, payment.applicationNumber()));
        } else if (own != null && Typing.distance(own, reference, 2) <= 2) {
            reasons.add(new MatchReason(Code.REFERENCE_NEARLY, 45, reference));
        }
        if (line.text().contains(payment.employeeNumber())) {
            reasons.add(new MatchReason(Code.EMPLOYEE_IN_TEXT, 20, payment.employeeNumber()));
        }
        String ending = payment.payeeMasked();
        if (ending.length() > 4 && line.text().contains(ending)) {
            reasons.add(new MatchReason(Code.ACCOUNT_IN_TEXT, 20, ending));
        }
        if (nameIn(line.text(), payment.payeeName())) {
            reasons.add(new MatchReason(Code.NAME_IN_TEXT, 10, payment.payeeName()));
        }
    }

    /** Every longer word of the name stands in the text. */
    private static boolean nameIn(String text, String name) {
        String upper = " " + text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", " ") + " ";
        boolean found = false;
        for (String word : BankText.of(name, 140).toUpperCase(Locale.ROOT).split("[^A-Z]+")) {
            if (word.length() >= SHORTEST_NAME) {
                if (!upper.contains(" " + word + " ")) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    private static void date(Line line, LocalDate released, List<MatchReason> reasons) {
        if (line.valueDate() == null) {
            return;
        }
        long days = ChronoUnit.DAYS.between(released, line.valueDate());
        String about = Long.toString(Math.abs(days));
        if (days < 0) {
            reasons.add(new MatchReason(Code.BEFORE_RELEASE, -30, about));
        } else if (days <= NEAR_DAYS) {
            reasons.add(new MatchReason(Code.DATE_NEAR, 10, about));
        } else if (days > FAR_DAYS) {
            reasons.add(new MatchReason(Code.DATE_FAR, -10, about));
        }
    }

    private static Scored scored(List<MatchReason> reasons) {
        int sum = reasons.stream().mapToInt(MatchReason::points).sum();
        return new Scored(Math.clamp(sum, 0, MOST), List.copyOf(reasons));
    }
}
