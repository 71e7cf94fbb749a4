package org.ltet.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.shared.ReadCache;
import org.ltet.portal.web.HomePanel;
import org.ltet.portal.web.Viewer;
import org.springframework.stereotype.Component;

/** Asks on the home page for a new password when the old one is, or soon will be, too old (ACC-2). */
@Component
class PasswordPanel implements HomePanel {

    private static final Duration BEFOREHAND = Duration.ofDays(14);
    private static final int FIRST = -100;

    /** Everybody sees the home page often, and dates of passwords change seldom. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final PasswordChanges passwords;
    private final CurrentUser currentUser;
    private final Clock clock;
    private final ReadCache<UUID, Optional<Instant>> due = ReadCache.of(50_000, KEPT);

    PasswordPanel(PasswordChanges passwords, CurrentUser currentUser, Clock clock) {
        this.passwords = passwords;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    @Override
    public int order() {
        return FIRST;
    }

    @Override
    public Optional<Content> content(Viewer viewer) {
        Instant soon = clock.instant().plus(BEFOREHAND);
        return currentUser
                .find()
                .flatMap(user -> due.get(user.accountId(), passwords::dueAt))
                .filter(date -> date.isBefore(soon))
                .map(date -> new Content("identity/passwordPanel", Map.of("due", date)));
    }
}
