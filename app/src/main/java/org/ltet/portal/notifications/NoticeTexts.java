package org.ltet.portal.notifications;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Words;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts a notice into words; the same words in the inbox, in e-mails and in the API. */
@Component
class NoticeTexts {

    private final MessageSource messages;

    NoticeTexts(MessageSource messages) {
        this.messages = messages;
    }

    NoticeView view(Notice notice, Locale locale) {
        Words words = new Words(messages, locale);
        String key = "notice." + notice.kind() + ".";
        Object[] arguments = arguments(notice.facts(), words);
        return new NoticeView(
                notice.id(),
                notice.kind(),
                words.t(key + "title", arguments),
                words.t(key + "text", arguments),
                words.t(
                        key + (notice.facts().date() != null && words.has(key + "nextBy") ? "nextBy" : "next"),
                        arguments),
                or(notice.facts().comment(), ""),
                notice.applicationId(),
                notice.facts().number(),
                Objects.requireNonNullElse(notice.kind().place(), "/applications/" + notice.applicationId()),
                notice.kind().asks(),
                notice.happenedAt(),
                notice.readAt() != null);
    }

    Words words(Locale locale) {
        return new Words(messages, locale);
    }

    /** In the order that the message files describe. */
    private static Object[] arguments(NoticeFacts facts, Words words) {
        Object[] known = new Object[] {
            facts.number(),
            facts.amount() == null ? "" : Money.of(facts.amount()),
            facts.level() == null ? "" : words.t("notifications.level." + facts.level()),
            reason(facts.reason(), words),
            or(facts.reference(), ""),
            facts.date() == null ? "" : facts.date()
        };
        if (facts.until() != null) {
            return Stream.concat(Stream.of(known), Stream.of(facts.until())).toArray();
        }
        List<Integer> counts = facts.counts();
        return counts == null
                ? known
                : Stream.concat(Stream.of(known), counts.stream()).toArray();
    }

    private static String reason(@Nullable String key, Words words) {
        return key != null && words.has(key) ? words.t(key) : words.t("notifications.reasonInPortal");
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
