package org.ltet.portal.documents.fields;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.fields.Dates.Dated;
import org.ltet.portal.documents.fields.Labels.Hit;
import org.ltet.portal.documents.fields.Labels.Meaning;
import org.ltet.portal.documents.fields.Sheet.Row;

/** Finds the day of a bill among the days of admission, birth, expiry and printing. */
final class BillDates {

    /** @param ofTheVisit of registration, collection or printing, which is often the bill's day where nothing else is */
    private record Candidate(Dated dated, double score, int strength, boolean ofTheVisit) {}

    private static final Pattern PAYMENT =
            Pattern.compile("cheque|chq|^dd|draft|utr|txn|transaction|neft|rtgs|upi|bankref");
    private static final Pattern VISIT =
            Pattern.compile("reg|collect|visit|report|print|order|appoint|received|generated");

    private static final int NAMED = 10;

    private final Sheet sheet;
    private final LocalDate today;

    BillDates(Sheet sheet, LocalDate today) {
        this.sheet = sheet;
        this.today = today;
    }

    Optional<Found> find() {
        List<Candidate> candidates = new ArrayList<>();
        for (Row row : sheet.rows()) {
            for (Dated dated : Dates.in(row.line().words())) {
                if (Dates.plausible(dated.date(), today).isPresent()) {
                    candidates.add(judge(row, dated));
                }
            }
        }
        return candidates.stream()
                .filter(candidate -> candidate.score > 0)
                .max(Comparator.comparingDouble(Candidate::score))
                .or(() -> candidates.stream()
                        .filter(Candidate::ofTheVisit)
                        .max(Comparator.comparing(candidate -> candidate.dated.date())))
                .map(best -> found(best, candidates));
    }

    private Candidate judge(Row row, Dated dated) {
        Hit label = labelOf(row, dated);
        double place =
                1 - (double) dated.box().middle() / sheet.page(row.page()).height();
        double score = 2 + place - 3 * row.page();
        int strength = 0;
        boolean ofTheVisit = false;
        if (label != null && label.meaning() == Meaning.BILL_DATE && ofPayment(row, label)) {
            score -= 8;
        } else if (label != null) {
            strength = label.strength();
            ofTheVisit = label.meaning() == Meaning.OTHER_DATE
                    && VISIT.matcher(label.phrase().text()).find();
            score += switch (label.meaning()) {
                case BILL_DATE -> label.strength();
                case BILL_NUMBER -> 5;
                case OTHER_DATE -> -8;
                default -> 0;
            };
            if (label.meaning() != Meaning.BILL_DATE) {
                strength = label.meaning() == Meaning.BILL_NUMBER ? 6 : 0;
            }
        }
        return new Candidate(dated, score, strength, ofTheVisit);
    }

    /** "Cheque No. 445566 dated 05-04-2026": the day of the cheque. */
    private static boolean ofPayment(Row row, Hit label) {
        return row.hits().stream()
                .filter(hit -> hit.to() <= label.from())
                .reduce((_, last) -> last)
                .filter(hit -> PAYMENT.matcher(hit.phrase().text()).find())
                .isPresent();
    }

    /** The nearest label to the left in the row that speaks of dates or numbers, else the label above. */
    private @Nullable Hit labelOf(Row row, Dated dated) {
        int at = row.line().words().indexOf(dated.words().getFirst());
        Hit nearest = null;
        for (Hit hit : row.hits()) {
            if (hit.to() <= at && near(row, hit, dated)) {
                nearest = hit;
            }
        }
        if (nearest != null && isDate(nearest)) {
            return nearest;
        }
        Hit above = above(row, dated);
        return above != null ? above : nearest;
    }

    private static boolean near(Row row, Hit hit, Dated dated) {
        Box label = row.boxOf(hit);
        return dated.box().left() - label.right() < 25 * label.height();
    }

    private @Nullable Hit above(Row row, Dated dated) {
        Box box = dated.box();
        for (int i = row.index() - 1; i >= 0 && i >= row.index() - 4; i--) {
            Row other = sheet.rows().get(i);
            if (other.page() != row.page() || box.top() - other.line().box().bottom() > 3 * box.height()) {
                continue;
            }
            for (Hit hit : other.hits()) {
                Box label = other.boxOf(hit);
                boolean empty =
                        other.after(hit).stream().noneMatch(word -> word.text().matches(".*\\p{N}.*"));
                if (isDate(hit) && label.sharedWidth(box) > 0 && empty) {
                    return hit;
                }
            }
        }
        return null;
    }

    private static boolean isDate(Hit hit) {
        return hit.meaning() == Meaning.BILL_DATE || hit.meaning() == Meaning.OTHER_DATE;
    }

    private Found found(Candidate best, List<Candidate> all) {
        long places = all.stream()
                .filter(other -> other.dated.date().equals(best.dated.date()))
                .count();
        long rivals = all.stream()
                .filter(other -> !other.dated.date().equals(best.dated.date()))
                .filter(other -> other.score > best.score - 1.5)
                .count();
        double confidence = best.ofTheVisit ? 0.55 : best.strength >= NAMED ? 0.96 : best.strength >= 6 ? 0.92 : 0.6;
        if (!best.dated.clean()) {
            confidence -= 0.1;
        }
        if (!best.ofTheVisit && best.strength < 6 && all.size() == 1) {
            confidence += 0.12;
        }
        if (places > 1) {
            confidence += 0.03;
        }
        if (rivals > 0 && best.strength < NAMED) {
            confidence -= 0.15;
        }
        return new Found(FieldName.BILL_DATE, best.dated.date().toString(), confidence, places > 1, best.dated.words());
    }
}
