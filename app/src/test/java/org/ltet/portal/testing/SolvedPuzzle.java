package org.ltet.portal.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does what the script of a page does: finds the number that solves the page's puzzle. */
public final class SolvedPuzzle {

    private static final Pattern PUZZLE = Pattern.compile("data-puzzle=\"([^\"]+)\" data-bits=\"(\\d+)\"");

    private SolvedPuzzle() {}

    static Map<String, String> of(String page, boolean script) {
        Matcher puzzle = PUZZLE.matcher(page);
        if (!puzzle.find()) {
            return Map.of();
        }
        String value = puzzle.group(1);
        return Map.of("_puzzle", value, "_solution", script ? solution(value, Integer.parseInt(puzzle.group(2))) : "");
    }

    public static String solution(String puzzle, int bits) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (long number = 0; ; number++) {
                byte[] hash = sha256.digest((puzzle + ":" + number).getBytes(StandardCharsets.UTF_8));
                if (new BigInteger(1, hash).bitLength() <= 256 - bits) {
                    return Long.toString(number);
                }
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
