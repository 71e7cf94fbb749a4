package org.ltet.portal.documents;

/**
 * A field as it was read from a document.
 *
 * @param value dates as 2026-03-31, amounts as 1234.50, the rest as it stands there
 * @param confidence from 0 to 1
 * @param place where it stands
 */
public record ReadField(Name name, String value, double confidence, Place place) {

    /** What can be read. */
    public enum Name {
        BILL_NUMBER,
        BILL_DATE,
        VENDOR,
        PERSON,
        TOTAL,
        PERCENTAGE,
        YEAR,
        ATTEMPT,
        INCOME,
        VALID_UNTIL,
        CERTIFICATE_NUMBER,
        IFSC,
        ACCOUNT
    }

    /**
     * A place on a page.
     *
     * @param page from 0
     * @param left in thousandths of the page's width, as {@code width}; {@code top} and {@code height} of its height
     */
    public record Place(int page, int left, int top, int width, int height) {}

    /** Below it, what was read is wrong too often to be believed without a look. */
    private static final double TRUSTED = 0.8;

    private static final double SURE = 0.93;

    /** How sure the reading is, as it is said to people. */
    public enum Surety {
        SURE,
        LIKELY,
        DOUBTFUL
    }

    public Surety surety() {
        return confidence >= SURE ? Surety.SURE : confidence >= TRUSTED ? Surety.LIKELY : Surety.DOUBTFUL;
    }
}
