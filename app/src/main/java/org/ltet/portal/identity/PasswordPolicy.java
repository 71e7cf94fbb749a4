package org.ltet.portal.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.Settings;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/**
 * Which passwords are good enough: long, not one of those that leaked most often or a decorated one of them, and not
 * made of what everybody knows of the person. No rules about kinds of characters: they make passwords that are hard to
 * remember and easy to guess.
 */
@Component
class PasswordPolicy {

    private static final int LONGEST = 200;
    private static final int SHORTEST_TELLING_PART = 4;
    private static final Pattern DECORATION = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");
    private static final Pattern ONE_UNIT_REPEATED = Pattern.compile("(.{1,4})\\1+.?");
    private static final Map<Character, Character> LOOKALIKES =
            Map.of('@', 'a', '4', 'a', '0', 'o', '1', 'i', '3', 'e', '$', 's', '5', 's', '7', 't', '!', 'i');
    private static final String IN_A_ROW = "01234567890123456789 98765432109876543210 abcdefghijklmnopqrstuvwxyz "
            + "zyxwvutsrqponmlkjihgfedcba qwertyuiopasdfghjklzxcvbnm";

    private final Settings settings;
    private final Set<String> leaked = read();

    PasswordPolicy(Settings settings) {
        this.settings = settings;
    }

    void check(String password, String employeeNumber, String name, @Nullable String email) {
        long shortest = settings.count(SignInSettings.PASSWORD_LENGTH);
        if (password.codePointCount(0, password.length()) < shortest) {
            throw refused("passwordShort", shortest);
        }
        if (password.length() > LONGEST) {
            throw refused("passwordLong", LONGEST);
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (isCommon(plain)) {
            throw refused("passwordCommon");
        }
        if (tellsOf(plain, employeeNumber, name, email)) {
            throw refused("passwordPersonal");
        }
    }

    boolean isCommon(String plain) {
        String core = DECORATION.matcher(plain).replaceAll("");
        String unmasked = DECORATION.matcher(unmasked(plain)).replaceAll("");
        return leaked.contains(plain)
                || leaked.contains(core)
                || leaked.contains(unmasked)
                || leaked.contains(DECORATION.matcher(unmasked(core)).replaceAll(""))
                || IN_A_ROW.contains(plain)
                || ONE_UNIT_REPEATED.matcher(plain).matches();
    }

    private static boolean tellsOf(String plain, String employeeNumber, String name, @Nullable String email) {
        String rest = plain.replace(employeeNumber.toLowerCase(Locale.ROOT), "");
        for (String part : name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}]+")) {
            if (part.length() >= SHORTEST_TELLING_PART) {
                rest = rest.replace(part, "");
            }
        }
        if (email != null) {
            rest = rest.replace(email.substring(0, Math.max(0, email.indexOf('@'))), "");
        }
        return rest.length() < plain.length() && rest.replace("ltet", "").length() < plain.length() / 2 + 1;
    }

    private static String unmasked(String text) {
        return text.chars()
                .mapToObj(c -> String.valueOf(LOOKALIKES.getOrDefault((char) c, (char) c)))
                .collect(Collectors.joining());
    }

    private static Refused refused(String code, Object... arguments) {
        return Refused.invalidField("password", "identity." + code, arguments);
    }

    private static Set<String> read() {
        try (InputStream file = Objects.requireNonNull(
                        PasswordPolicy.class.getResourceAsStream("/identity/common-passwords.txt.gz"));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            return lines.lines().collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
