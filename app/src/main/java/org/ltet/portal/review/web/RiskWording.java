package org.ltet.portal.review.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.review.QueueFilter;
import org.ltet.portal.review.ReviewTask;
import org.ltet.portal.review.risk.Assessment;
import org.ltet.portal.review.risk.Fact;
import org.ltet.portal.review.risk.RiskBand;
import org.ltet.portal.web.Page;

/** The risk in words: never a number alone, never a colour alone. */
public final class RiskWording {

    /** @param threshold name of its field, as {@code points} */
    public record RuleRow(String fact, String threshold, String points, String side) {}

    private RiskWording() {}

    static Wording.@Nullable Pill pill(Page page, ReviewTask.@Nullable Risk risk) {
        return risk == null ? null : pill(page, risk.score(), risk.band());
    }

    static Wording.Pill pill(Page page, int score, RiskBand band) {
        String text = page.t("risk.pill." + band, score);
        return switch (band) {
            case LOW -> new Wording.Pill("success", "check", text);
            case MEDIUM -> new Wording.Pill("attention", "alert", text);
            case HIGH -> new Wording.Pill("danger", "alert", text);
        };
    }

    static Map<String, String> bands(Page page) {
        Map<String, String> names = new LinkedHashMap<>();
        for (RiskBand band : RiskBand.values()) {
            names.put(band.name(), page.t("risk.band." + band));
        }
        return names;
    }

    static Map<String, String> orders(Page page) {
        return Map.of(QueueFilter.Order.RISK.name(), page.t("risk.order.RISK"));
    }

    static String fact(Page page, Fact fact) {
        return page.t("risk.fact." + fact);
    }

    /** One or many need other words in both languages. */
    static String reason(Page page, Assessment.Reason reason) {
        String key = "risk.reason." + reason.fact();
        return reason.value() == 1 && reason.fact().unit() == Fact.Unit.COUNT
                ? page.t(key + ".one")
                : page.t(key, reason.value());
    }
}
