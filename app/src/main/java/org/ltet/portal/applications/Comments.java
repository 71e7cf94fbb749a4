package org.ltet.portal.applications;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Refused;

/** The words that go with a move: there, and not endless. */
final class Comments {

    private static final int LONGEST = 4000;
    private static final int LONGEST_REMARK = 1000;

    private Comments() {}

    static String required(@Nullable String comment) {
        String words = optional(comment);
        if (words == null) {
            throw Refused.invalidField("comment", "applications.commentRequired");
        }
        return words;
    }

    static @Nullable String optional(@Nullable String comment) {
        return cut(comment, LONGEST);
    }

    static Map<UUID, String> lineRemarks(Map<UUID, String> remarks) {
        Map<UUID, String> kept = new TreeMap<>();
        remarks.forEach((line, remark) -> {
            String words = cut(remark, LONGEST_REMARK);
            if (words != null) {
                kept.put(line, words);
            }
        });
        return kept;
    }

    private static @Nullable String cut(@Nullable String comment, int longest) {
        if (comment == null || comment.isBlank()) {
            return null;
        }
        String words = comment.strip();
        if (words.length() > longest) {
            throw Refused.invalidField("comment", "applications.commentLong", longest);
        }
        return words;
    }
}
