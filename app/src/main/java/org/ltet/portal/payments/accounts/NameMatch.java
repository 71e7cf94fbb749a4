package org.ltet.portal.payments.accounts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How far two names are the same, whatever their order, titles and initials. */
final class NameMatch {

    /** From here on the names count as the same. */
    static final int ENOUGH = 75;

    private static final int WHOLE = 100;
    private static final int INITIAL = 80;

    /** A first or last name that many have, or initials, do not make two names the same. */
    private static final int TOO_LITTLE = 60;

    private static final Set<String> TITLES =
            Set.of("MR", "MRS", "MS", "MISS", "DR", "SHRI", "SRI", "SMT", "KUM", "KUMARI", "LATE");

    private NameMatch() {}

    /** Of 100: how well each word of the shorter name is found in the other. */
    static int score(String one, String other) {
        List<String> few = words(one);
        List<String> many = new ArrayList<>(words(other));
        if (String.join("", few).equals(String.join("", many)) && !few.isEmpty()) {
            return WHOLE;
        }
        if (few.size() > many.size()) {
            List<String> swap = few;
            few = many;
            many = new ArrayList<>(swap);
        }
        if (few.isEmpty()) {
            return 0;
        }
        int sum = 0;
        int whole = 0;
        for (String word : few) {
            String best = null;
            int most = 0;
            for (String candidate : many) {
                int alike = alike(word, candidate);
                if (alike > most) {
                    most = alike;
                    best = candidate;
                }
            }
            many.remove(best);
            sum += most;
            whole += most == WHOLE ? 1 : 0;
        }
        int score = sum / few.size();
        return whole == 0 || few.size() == 1 ? Math.min(score, TOO_LITTLE) : score;
    }

    private static int alike(String one, String other) {
        if (one.equals(other)) {
            return WHOLE;
        }
        boolean initial = (one.length() == 1 || other.length() == 1) && one.charAt(0) == other.charAt(0);
        return initial ? INITIAL : 0;
    }

    private static List<String> words(String name) {
        return Arrays.stream(name.toUpperCase(Locale.ROOT).split("[^\\p{L}\\p{M}]+"))
                .filter(word -> !word.isEmpty() && !TITLES.contains(word))
                .toList();
    }

    /** The first letter of each word. */
    static String masked(String name) {
        StringBuilder masked = new StringBuilder();
        for (String word : name.strip().split("\\s+")) {
            masked.append(masked.isEmpty() ? "" : " ")
                    .appendCodePoint(word.codePointAt(0))
                    .append("•••");
        }
        return masked.length() <= WHOLE ? masked.toString() : masked.substring(0, WHOLE);
    }
}
