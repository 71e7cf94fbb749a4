package org.ltet.portal.payments;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the bank's free text names of ours, however it broke, joined or lower-cased our numbers.
 *
 * @param payments end-to-end references, as V202627-000123-1
 * @param vouchers as V/2026-27/000123
 * @param applications as LTET/2026-27/S13/000123
 * @param batches as B/2026-27/000012
 */
record NamedInText(Set<String> payments, Set<String> vouchers, Set<String> applications, Set<String> batches) {

    private static final int MOST = 40;
    private static final String GAP = "[^A-Z0-9]{0,2}";
    private static final Pattern VOUCHER =
            Pattern.compile("V" + GAP + "(\\d{4})" + GAP + "(\\d{2})" + GAP + "(\\d{6})(?:" + GAP + "(\\d))?(?!\\d)");
    private static final Pattern APPLICATION = Pattern.compile(
            "LTET" + GAP + "(\\d{4})" + GAP + "(\\d{2})" + GAP + "(S\\d{1,3})" + GAP + "(\\d{6,8})(?!\\d)");
    private static final Pattern BATCH =
            Pattern.compile("(?<![A-Z0-9])B" + GAP + "(\\d{4})" + GAP + "(\\d{2})" + GAP + "(\\d{6})(?!\\d)");

    static NamedInText in(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return new NamedInText(
                all(
                        VOUCHER,
                        upper,
                        found -> found.group(4) == null
                                ? ""
                                : "V%s%s-%s-%s"
                                        .formatted(found.group(1), found.group(2), found.group(3), found.group(4))),
                all(VOUCHER, upper, found -> "V/%s-%s/%s".formatted(found.group(1), found.group(2), found.group(3))),
                all(
                        APPLICATION,
                        upper,
                        found -> "LTET/%s-%s/%s/%s"
                                .formatted(found.group(1), found.group(2), found.group(3), found.group(4))),
                all(BATCH, upper, found -> "B/%s-%s/%s".formatted(found.group(1), found.group(2), found.group(3))));
    }

    private static Set<String> all(Pattern pattern, String text, Function<MatchResult, String> form) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text)
                .results()
                .map(form)
                .filter(name -> !name.isEmpty())
                .limit(MOST)
                .forEach(found::add);
        return found;
    }
}
