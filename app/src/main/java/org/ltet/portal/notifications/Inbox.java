package org.ltet.portal.notifications;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A person's own notices; every use names the person, and finds nothing in another's inbox. */
@Component
public class Inbox {

    private final NoticeRows notices;
    private final NoticeTexts texts;
    private final UnreadCounts unread;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Inbox(NoticeRows notices, NoticeTexts texts, UnreadCounts unread, ApplicationEventPublisher events, Clock clock) {
        this.notices = notices;
        this.texts = texts;
        this.unread = unread;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A page of notices, the newest first.
     *
     * @param next where the following page begins, null on the last one
     */
    public record Part(List<NoticeView> notices, @Nullable UUID next) {}

    public Part page(User user, @Nullable UUID before, int size, Locale locale) {
        List<Notice> found = notices.page(user.employeeNumber(), before, size + 1);
        List<NoticeView> shown = found.stream()
                .limit(size)
                .map(notice -> texts.view(notice, locale))
                .toList();
        return new Part(shown, found.size() > size ? shown.getLast().id() : null);
    }

    /**
     * Shows one notice, which is read from now on.
     *
     * @throws Refused not found, also when it is another person's
     */
    @Transactional
    public NoticeView open(UUID id, User user, Locale locale) {
        Notice notice = notices.find(id, user.employeeNumber()).orElseThrow(() -> Refused.notFound("notice"));
        if (notice.readAt() == null) {
            notices.markRead(id, user.employeeNumber(), clock.instant());
            unread.changed(user.employeeNumber());
        }
        return texts.view(notice, locale);
    }

    @Transactional
    public void markAllRead(User user) {
        notices.markAllRead(user.employeeNumber(), clock.instant());
        unread.changed(user.employeeNumber());
    }

    /** The language of this person's e-mails, "en" or "hi". */
    public String language(User user) {
        return notices.language(user.employeeNumber()).orElse(Locale.ENGLISH.getLanguage());
    }

    /** @throws Refused when the portal does not speak that language */
    @Transactional
    public void setLanguage(User user, String language) {
        if (!language.equals("en") && !language.equals("hi")) {
            throw Refused.invalidField("language", "notifications.language");
        }
        String before = language(user);
        notices.setLanguage(user.employeeNumber(), language);
        events.publishEvent(Audited.of("notifications.languageChanged", "member", user.employeeNumber())
                .changed("language", before, language));
    }
}
