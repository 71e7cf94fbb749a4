package org.ltet.portal.identity.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.ltet.portal.identity.Finding;
import org.ltet.portal.identity.Role;
import org.ltet.portal.web.Page;

/** What was found, in the reader's words: days and roles among the values are named in the language of the page. */
public final class FindingWords {

    private FindingWords() {}

    public static String of(Page page, Finding finding) {
        return page.t(
                "reviews.finding." + finding.code(),
                finding.values().stream().map(value -> shown(page, value)).toArray());
    }

    private static Object shown(Page page, String value) {
        if (Arrays.stream(Role.values()).anyMatch(role -> role.name().equals(value))) {
            return page.t("accounts.role." + value);
        }
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            return value;
        }
    }
}
