package org.ltet.portal.applications;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ltet.portal.shared.Verhoeff;

/** Numbers of covering letters: the last digit shows a slip in typing. */
final class OriginalsNumber {

    private static final String PREFIX = "OR";
    private static final Pattern TYPED = Pattern.compile("(?:OR)?([0-9]{10})");

    private OriginalsNumber() {}

    static String of(long serial) {
        return PREFIX + Verhoeff.complete(String.format(Locale.ROOT, "%09d", serial));
    }

    /** As typed or scanned, with or without blanks, hyphens and letters; empty when it cannot be right. */
    static Optional<String> read(String typed) {
        return Optional.of(TYPED.matcher(typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT)))
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .filter(Verhoeff::holds)
                .map(digits -> PREFIX + digits);
    }
}
