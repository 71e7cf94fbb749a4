package org.ltet.portal.payments;

/** How many characters were typed wrong, left out or added between two references. */
final class Typing {

    private Typing() {}

    /** The distance, or one more than the limit when it is larger than that. */
    static int distance(String one, String other, int limit) {
        if (Math.abs(one.length() - other.length()) > limit) {
            return limit + 1;
        }
        int[] before = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(before[j], row[j - 1]) + 1);
            }
            int[] spent = before;
            before = row;
            row = spent;
        }
        return Math.min(before[other.length()], limit + 1);
    }
}
