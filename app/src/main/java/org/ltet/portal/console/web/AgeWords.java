package org.ltet.portal.console.web;

import java.time.Duration;
import org.ltet.portal.operations.spi.HealthCheck.Age;
import org.ltet.portal.web.Page;

/** Ages in the reader's language: "the oldest waits 6 minutes", "at most 5 minutes". */
public final class AgeWords {

    private AgeWords() {}

    public static String found(Page page, Age age) {
        String words = "console.age." + age.kind();
        return age.duration() == null ? page.t(words + ".none") : page.t(words, duration(page, age.duration()));
    }

    public static String wanted(Page page, Age age) {
        return page.t("console.age." + age.kind() + ".wanted", duration(page, age.late()));
    }

    private static String duration(Page page, Duration duration) {
        if (duration.toDays() >= 2) {
            return page.t("console.days", duration.toDays());
        }
        if (duration.toHours() >= 2) {
            return page.t("console.hours", duration.toHours());
        }
        return duration.toMinutes() >= 2
                ? page.t("console.minutes", duration.toMinutes())
                : page.t("console.seconds", duration.toSeconds());
    }
}
