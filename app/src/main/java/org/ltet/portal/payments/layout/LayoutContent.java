package org.ltet.portal.payments.layout;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a field of a line can hold. Names and remarks are brought into the bank's characters and cut to the field;
 * everything else stands there whole or not at all.
 */
public enum LayoutContent {
    /** The same words on every line; may be empty, for a column that the bank wants and we do not use. */
    TEXT(Kind.WORDS, false, 0, ""),
    REFERENCE(Kind.CODE, true, 18, "-"),
    NAME(Kind.WORDS, true, 20, ""),
    ACCOUNT(Kind.CODE, true, 20, ""),
    IFSC(Kind.CODE, true, 11, ""),
    AMOUNT(Kind.AMOUNT, true, 0, ""),
    REMARK(Kind.WORDS, true, 1, ""),
    /** 1 for the first payment of the file. */
    LINE_NUMBER(Kind.CODE, true, 6, ""),
    /** The day of payment. */
    DATE(Kind.DATE, false, 0, ""),
    /** The day on which the file is made. */
    CREATED(Kind.DATE, false, 0, ""),
    CUSTOMER_ID(Kind.CODE, false, 1, "-_./"),
    MESSAGE_ID(Kind.CODE, false, 14, "-"),
    DEBTOR_NAME(Kind.WORDS, false, 1, ""),
    DEBTOR_ACCOUNT(Kind.CODE, false, 1, "-/"),
    DEBTOR_IFSC(Kind.CODE, false, 11, ""),
    COUNT(Kind.CODE, false, 6, ""),
    TOTAL(Kind.AMOUNT, false, 0, "");

    private enum Kind {
        WORDS,
        CODE,
        AMOUNT,
        DATE
    }

    /** Rupees with two places, no grouping. */
    public static final String POINT = "POINT";

    /** The same in paise, without a point. */
    public static final String PAISE = "PAISE";

    private static final List<String> AMOUNTS = List.of(POINT, PAISE);
    private static final List<String> DATES = List.of(
            "yyyy-MM-dd", "dd/MM/yyyy", "dd-MM-yyyy", "dd.MM.yyyy", "ddMMyyyy", "yyyyMMdd", "ddMMyy", "dd-MMM-yyyy");

    /** numeric(14,2) with its point. */
    private static final int LONGEST_AMOUNT = 15;

    /** Without these the bank does not know whom to pay, how much, and under which reference. */
    static final Set<LayoutContent> NEEDED = EnumSet.of(REFERENCE, NAME, ACCOUNT, IFSC, AMOUNT);

    private final Kind kind;
    private final boolean ofPayment;
    private final int longest;
    private final String symbols;

    LayoutContent(Kind kind, boolean ofPayment, int longest, String symbols) {
        this.kind = kind;
        this.ofPayment = ofPayment;
        this.longest = longest;
        this.symbols = symbols;
    }

    /** Known for one payment only, so it cannot stand in the first or last line. */
    public boolean ofPayment() {
        return ofPayment;
    }

    /** In words, cut to the field and rid of what the bank refuses. */
    boolean words() {
        return kind == Kind.WORDS;
    }

    boolean amount() {
        return kind == Kind.AMOUNT;
    }

    boolean date() {
        return kind == Kind.DATE;
    }

    /** The ways in which it can be written, the usual one first; none where there is only one. */
    public List<String> formats() {
        return switch (kind) {
            case AMOUNT -> AMOUNTS;
            case DATE -> DATES;
            case WORDS, CODE -> List.of();
        };
    }

    /** Every way in which anything can be written. */
    public static List<String> allFormats() {
        return java.util.stream.Stream.concat(AMOUNTS.stream(), DATES.stream()).toList();
    }

    /** The least width of its field: of the longest value, or of so much of the words that they still say something. */
    int least(String format) {
        return switch (kind) {
            case WORDS, CODE -> longest;
            case AMOUNT -> format.equals(PAISE) ? LONGEST_AMOUNT - 1 : LONGEST_AMOUNT;
            case DATE -> format.length();
        };
    }

    /** Characters other than letters and digits that a value holds and that cannot be left out of it. */
    String symbols(String format) {
        return switch (kind) {
            case WORDS, CODE -> symbols;
            case AMOUNT -> format.equals(PAISE) ? "" : ".";
            case DATE -> format.replaceAll("[a-zA-Z]", "");
        };
    }
}
