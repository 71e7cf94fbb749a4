package org.ltet.portal.identity.web;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.ltet.portal.identity.AccessFlag;
import org.ltet.portal.web.Page;

/** What stood out, in words: days as people write them, and a device that did not say what it is. */
public final class FlagWords {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private FlagWords() {}

    public static String of(Page page, AccessFlag flag) {
        return page.t(
                "flags.rule." + flag.rule(),
                flag.found().stream().map(fact -> words(page, fact)).toArray());
    }

    private static String words(Page page, String fact) {
        if (fact.isEmpty()) {
            return page.t("identity.deviceUnknown");
        }
        return DAY.matcher(fact).matches() ? page.date(LocalDate.parse(fact)) : fact;
    }
}
