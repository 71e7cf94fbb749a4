package org.ltet.portal.payments;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Refused;

/**
 * How a person wants an open item settled.
 *
 * @param references payments that a line without a known reference is about
 * @param batchId instead of references: everything of this batch that is still with the bank
 * @param otherItems lines that are about the same payment, each a part of it
 */
public record MatchWish(
        Resolution resolution,
        List<String> references,
        @Nullable UUID batchId,
        List<UUID> otherItems,
        String note) {

    private static final String BATCH = "batch:";

    public MatchWish {
        references = List.copyOf(references);
        otherItems = List.copyOf(otherItems);
    }

    public static MatchWish of(Resolution resolution, String references, String note) {
        return new MatchWish(resolution, references(references), null, List.of(), note);
    }

    /** From a choice as a suggestion names it. */
    public static MatchWish chosen(Resolution resolution, String choice, String note) {
        try {
            String[] parts = choice.split("\\|", 2);
            List<UUID> others = parts.length < 2 || parts[1].isEmpty()
                    ? List.of()
                    : Arrays.stream(parts[1].split(",", -1))
                            .map(UUID::fromString)
                            .toList();
            return parts[0].startsWith(BATCH)
                    ? new MatchWish(
                            resolution, List.of(), UUID.fromString(parts[0].substring(BATCH.length())), others, note)
                    : new MatchWish(resolution, references(parts[0]), null, others, note);
        } catch (IllegalArgumentException e) {
            throw Refused.invalidField("choice", "payments.choiceUnknown");
        }
    }

    /** Several may be typed with commas or spaces between them. */
    private static List<String> references(String typed) {
        return Arrays.stream(typed.split("[,;\\s]+"))
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }
}
