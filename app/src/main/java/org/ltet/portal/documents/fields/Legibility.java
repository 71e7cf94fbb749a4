package org.ltet.portal.documents.fields;

/** Takes off confidence for words that were hard to read, except where the page says the same a second time. */
final class Legibility {

    private static final double CLEAR = 0.9;

    private Legibility() {}

    static Found weigh(Found found) {
        double least = found.words().stream()
                .filter(word -> word.text().chars().anyMatch(Character::isLetterOrDigit))
                .mapToDouble(Word::confidence)
                .min()
                .orElse(0);
        if (least >= CLEAR) {
            return found;
        }
        double off = (CLEAR - least) * (found.confirmed() ? 0.25 : 0.8);
        return found.with(found.confidence() - off);
    }
}
