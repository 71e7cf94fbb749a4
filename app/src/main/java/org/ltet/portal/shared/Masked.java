package org.ltet.portal.shared;

/** Sensitive values as screens, logs and exports show them (SEC-3): only the last four characters. */
public final class Masked {

    private static final int SHOWN = 4;

    private Masked() {}

    public static String lastFour(String value) {
        int hidden = Math.max(0, value.length() - SHOWN);
        return "•".repeat(Math.min(hidden, 8)) + value.substring(hidden);
    }

    /** "r•••@example.in": the first letter and the domain. */
    public static String email(String value) {
        int at = value.indexOf('@');
        return at < 1 ? "•••" : value.charAt(0) + "•••" + value.substring(at);
    }
}
