package org.ltet.portal.shared;

import java.util.stream.IntStream;

/**
 * The check digit at the end of an Aadhaar number, and of the portal's own numbers that people copy by hand: it finds every
 * single wrong digit and every two exchanged ones.
 */
public final class Verhoeff {

    private static final int[][] TIMES = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
        {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
        {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
        {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };

    private static final int[] TURN = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    private Verhoeff() {}

    /** @param digits ASCII digits, the last of them the check digit */
    public static boolean holds(String digits) {
        int check = 0;
        for (int place = 0; place < digits.length(); place++) {
            int digit = digits.charAt(digits.length() - 1 - place) - '0';
            for (int turn = 0; turn < place % 8; turn++) {
                digit = TURN[digit];
            }
            check = TIMES[check][digit];
        }
        return check == 0;
    }

    /** The digits with their check digit at the end. */
    public static String complete(String digits) {
        return IntStream.range(0, TURN.length)
                .mapToObj(check -> digits + check)
                .filter(Verhoeff::holds)
                .findFirst()
                .orElseThrow();
    }
}
