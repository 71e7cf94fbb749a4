package org.ltet.portal.payments;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Masked;

/** What a bank writes beside an entry, in one line; numbers long enough to be accounts keep their last four digits. */
final class BankRemark {

    static final int LONGEST = 500;

    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{9,}");

    /** Our own reference or batch, which some banks tell without its hyphens. */
    private static final Pattern OUR_OWN = Pattern.compile("[VvBb]20[0-9]{10,11}");

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

    private BankRemark() {}

    static @Nullable String of(@Nullable String... parts) {
        String all = Arrays.stream(parts)
                .filter(Objects::nonNull)
                .map(part -> SPACE.matcher(part).replaceAll(" ").strip())
                .filter(part -> !part.isEmpty())
                .distinct()
                .collect(Collectors.joining(" · "));
        String masked = LONG_NUMBER
                .matcher(all)
                .replaceAll(found -> isOurOwn(all, found) ? found.group() : Masked.lastFour(found.group()));
        if (masked.isEmpty()) {
            return null;
        }
        if (masked.length() <= LONGEST) {
            return masked;
        }
        return masked.substring(0, Character.isHighSurrogate(masked.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    private static boolean isOurOwn(String text, MatchResult number) {
        return number.start() > 0
                && OUR_OWN.matcher(text.substring(number.start() - 1, number.end()))
                        .matches();
    }
}
