package org.ltet.portal.payments;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Masked;

/** What a bank writes beside an entry, in one line; numbers long enough to be accounts keep their last four digits. */
final class BankRemark {

    static final int LONGEST = 500;

    private static final Pattern ACCOUNT = Pattern.compile("(?<![A-Za-z0-9])\\d{9,20}(?![A-Za-z0-9])");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

    private BankRemark() {}

    static @Nullable String of(@Nullable String... parts) {
        String all = Arrays.stream(parts)
                .filter(Objects::nonNull)
                .map(part -> SPACE.matcher(part).replaceAll(" ").strip())
                .filter(part -> !part.isEmpty())
                .distinct()
                .collect(Collectors.joining(" · "));
        String masked = ACCOUNT.matcher(all).replaceAll(found -> Masked.lastFour(found.group()));
        if (masked.isEmpty()) {
            return null;
        }
        if (masked.length() <= LONGEST) {
            return masked;
        }
        return masked.substring(0, Character.isHighSurrogate(masked.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
