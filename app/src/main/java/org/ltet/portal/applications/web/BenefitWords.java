package org.ltet.portal.applications.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.BillDifference;
import org.ltet.portal.applications.BillPhotos;
import org.ltet.portal.applications.DuplicateView;
import org.ltet.portal.applications.LineView;
import org.ltet.portal.schemes.Benefit;
import org.ltet.portal.schemes.BenefitStep;
import org.ltet.portal.schemes.LineResult;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.SchemeTexts;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Words;
import org.springframework.stereotype.Component;

/** Shows the bills, and how they become what the member would receive. */
@Component
public class BenefitWords {

    private final SchemeTexts texts;
    private final BillPhotos photos;

    BenefitWords(SchemeTexts texts, BillPhotos photos) {
        this.texts = texts;
        this.photos = photos;
    }

    /** One row of the breakdown: what happened, and what it left. */
    public record Row(String text, Money left) {}

    /**
     * What the member would receive, or receives.
     *
     * @param titleKey message key that says which of the two
     * @param rows none while there is nothing to reckon
     * @param refusals why a limit forbids the whole or a part
     */
    public record Receive(String titleKey, Money amount, List<Row> rows, List<String> refusals) {}

    /**
     * One bill as a row.
     *
     * @param kind head, with the eye, ear ... where it names one
     * @param quantity "5 days", or blank
     * @param admitted what is left after deductions and the limits of its kind
     * @param notes keys and arguments of warnings: used before, or twice in this application
     */
    public record Bill(UUID id, String kind, LineView line, String quantity, Money admitted, List<Said> notes) {}

    Receive receive(ApplicationView view, Words words) {
        Money sanctioned = view.sanctioned();
        return sanctioned == null
                ? receive("applications.youWouldReceive", view.payable(), view.benefit(), words)
                : receive("applications.youReceive", sanctioned, view.benefit(), words);
    }

    /** With a bill that is not saved yet. */
    Receive preview(Benefit benefit, Words words) {
        return receive("applications.youWouldReceive", benefit.payable(), benefit, words);
    }

    private Receive receive(String titleKey, Money amount, Benefit benefit, Words words) {
        List<Row> rows = new ArrayList<>();
        if (benefit.claimed().isPositive()) {
            rows.add(new Row(words.t("applications.claimed"), benefit.claimed()));
        }
        for (BenefitStep step : benefit.steps()) {
            rows.add(new Row(texts.step(step, words.locale()), step.after()));
        }
        return new Receive(
                titleKey,
                amount,
                rows,
                benefit.refusals().stream()
                        .map(refusal -> texts.explain(refusal, words.locale()))
                        .toList());
    }

    List<Bill> bills(ApplicationView view, SchemeDefinition definition, Words words) {
        Map<UUID, Money> admitted = new HashMap<>();
        for (LineResult result : view.benefit().lines()) {
            admitted.put(result.lineId(), result.admitted());
        }
        List<BillDifference> differences = photos.differences(view);
        return view.lines().stream()
                .map(line -> new Bill(
                        line.id(),
                        kind(line, definition, words),
                        line,
                        quantity(line, definition, words),
                        admitted.getOrDefault(line.id(), line.claimed()),
                        notes(view, line, differences)))
                .toList();
    }

    private static List<Said> notes(ApplicationView view, LineView line, List<BillDifference> differences) {
        List<Said> notes = new ArrayList<>();
        for (BillDifference difference : differences) {
            if (difference.lineId().equals(line.id())) {
                notes.add(Said.of("applications.difference." + difference.what().name(), value(difference)));
            }
        }
        for (DuplicateView duplicate : view.duplicates()) {
            if (duplicate.kind() == DuplicateView.Kind.BILL
                    && duplicate.subjectId().equals(line.id())) {
                notes.add(duplicate.within(view.id()) ? Said.of("applications.duplicate.here") : duplicate(duplicate));
            }
        }
        return notes;
    }

    /** As messages take it: an amount, a day or a text. */
    public static Object value(BillDifference difference) {
        return switch (difference.what()) {
            case AMOUNT -> new Money(new BigDecimal(difference.read()));
            case DATE -> LocalDate.parse(difference.read());
            case NUMBER, PERSON -> difference.read();
        };
    }

    static Said duplicate(DuplicateView duplicate) {
        if (duplicate.kind() == DuplicateView.Kind.LOOK_ALIKE) {
            String like = duplicate.otherNumber();
            return like == null
                    ? Said.of("applications.duplicate.looksLike")
                    : Said.of("applications.duplicate.looksLikeIn", like);
        }
        if (!duplicate.sameMember()) {
            return Said.of("applications.duplicate.other");
        }
        String number = duplicate.otherNumber();
        return number == null
                ? Said.of("applications.duplicate.draft")
                : Said.of("applications.duplicate.number", number);
    }

    static String kind(LineView line, SchemeDefinition definition, Words words) {
        return definition
                .head(line.head())
                .map(head -> {
                    String label = head.label().in(words.locale());
                    String key = key(head, line.key(), words);
                    return key == null ? label : label + ", " + key;
                })
                .orElse(line.head());
    }

    private static @Nullable String key(SchemeDefinition.Head head, @Nullable String key, Words words) {
        return key == null
                ? null
                : head.key(key).map(option -> option.label().in(words.locale())).orElse(null);
    }

    private static String quantity(LineView line, SchemeDefinition definition, Words words) {
        BigDecimal quantity = line.quantity();
        return quantity == null
                ? ""
                : definition
                        .head(line.head())
                        .map(SchemeDefinition.Head::unit)
                        .map(unit -> words.t(
                                "applications.quantity." + unit,
                                quantity.stripTrailingZeros().toPlainString()))
                        .orElse("");
    }
}
