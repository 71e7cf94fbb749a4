package org.ltet.portal.payments;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** The characters a bank takes in names and references: the basic Latin set of ISO 20022 payment files. */
public final class BankText {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_ALLOWED = Pattern.compile("[^A-Za-z0-9/\\-?:().,'+ ]");
    private static final Pattern SPACES = Pattern.compile(" {2,}");
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9\\-]{0,34}");

    private BankText() {}

    /** A name or remark in the bank's characters, accents dropped, everything else a space, cut to the length. */
    public static String of(String text, int length) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        String allowed = SPACES.matcher(NOT_ALLOWED.matcher(plain).replaceAll(" "))
                .replaceAll(" ")
                .strip();
        return allowed.length() <= length
                ? allowed
                : allowed.substring(0, length).strip();
    }

    /** End-to-end and message ids: at most 35 letters, digits and hyphens, which every bank carries unchanged. */
    static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }
}
