package org.ltet.portal.documents.fields;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Tells what kind of document pages are from the words that only such documents have. */
final class Kinds {

    private static final Map<Kind, Pattern> SIGNS = Map.of(
            Kind.BILL,
            Pattern.compile(
                    "invoice|receipt|\\bbill\\b|cash memo|\\bfees?\\b|\\btotal\\b|net amount|charges|\\bpaid\\b|रसीद|बिल|शुल्क"),
            Kind.MARK_SHEET,
            Pattern.compile(
                    "mark ?sheet|statement of marks|grade (?:card|sheet)|marks obtained|maximum marks|max\\.? marks"
                            + "|marks statement|examination|अंक ?पत्र|प्राप्तांक|पूर्णांक"),
            Kind.INCOME_CERTIFICATE,
            Pattern.compile(
                    "income certificate|annual (?:family )?income|tehsildar|tahsildar|revenue department|आय प्रमाण"),
            Kind.DISABILITY_CERTIFICATE,
            Pattern.compile("disabilit|\\budid\\b|benchmark|locomotor|permanent impairment|दिव्यांग|विकलांग"),
            Kind.BANK_PROOF,
            Pattern.compile(
                    "\\bifsc\\b|pass ?book|cancelled cheque|account (?:number|no)|savings (?:bank )?a/?c|खाता संख्या"));
    private static final int ENOUGH = 2;

    private Kinds() {}

    static Kind of(List<PageText> pages) {
        StringBuilder text = new StringBuilder();
        pages.forEach(page ->
                TextLine.of(page).forEach(line -> text.append(line.text()).append('\n')));
        String lower = text.toString().toLowerCase(Locale.ROOT);
        Kind best = Kind.OTHER;
        long most = ENOUGH - 1L;
        for (Kind kind : Kind.values()) {
            Pattern pattern = SIGNS.get(kind);
            if (pattern != null) {
                long signs = pattern.matcher(lower)
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .count();
                if (signs > most) {
                    most = signs;
                    best = kind;
                }
            }
        }
        return best;
    }
}
