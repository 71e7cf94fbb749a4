package org.ltet.portal.notifications.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.notifications.Inbox;
import org.ltet.portal.notifications.NoticeView;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@AllowSignedIn
class NotificationApi {

    private static final int LARGEST_PAGE = 100;

    private final Inbox inbox;
    private final CurrentUser currentUser;

    NotificationApi(Inbox inbox, CurrentUser currentUser) {
        this.inbox = inbox;
        this.currentUser = currentUser;
    }

    /** One notice; texts are in the language of Accept-Language. */
    record Notification(
            UUID id,
            String kind,
            String title,
            String text,
            String next,
            String comment,
            UUID applicationId,
            String applicationNumber,
            Instant happenedAt,
            boolean read) {

        static Notification of(NoticeView notice) {
            return new Notification(
                    notice.id(),
                    notice.kind().name(),
                    notice.title(),
                    notice.text(),
                    notice.next(),
                    notice.comment(),
                    notice.applicationId(),
                    notice.number(),
                    notice.happenedAt(),
                    notice.read());
        }
    }

    /**
     * A page of notices, the newest first.
     *
     * @param next send it as "before" for the following page; null on the last one
     */
    record Notifications(List<Notification> items, @Nullable UUID next) {}

    @InScope(ApiScope.NOTIFICATIONS_READ)
    @Operation(summary = "The caller's notifications, the newest first")
    @GetMapping("/api/v1/notifications")
    Notifications list(
            @RequestParam(required = false) @Nullable UUID before,
            @RequestParam(defaultValue = "20") int limit,
            Locale locale) {
        Inbox.Part part = inbox.page(currentUser.get(), before, Math.clamp(limit, 1, LARGEST_PAGE), locale);
        return new Notifications(part.notices().stream().map(Notification::of).toList(), part.next());
    }

    @InScope(ApiScope.NOTIFICATIONS_WRITE)
    @Operation(summary = "Marks a notification as read")
    @PostMapping("/api/v1/notifications/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable UUID id, Locale locale) {
        inbox.open(id, currentUser.get(), locale);
    }
}
