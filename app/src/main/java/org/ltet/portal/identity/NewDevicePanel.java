package org.ltet.portal.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.web.HomePanel;
import org.ltet.portal.web.Viewer;
import org.springframework.stereotype.Component;

/** Tells staff on the home page that their account was used on a device not seen before (ACC-7). */
@Component
class NewDevicePanel implements HomePanel {

    private static final int FIRST = -90;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final AccessFlags flags;
    private final CurrentUser currentUser;
    private final Cache<UUID, Optional<AccessFlag>> seen =
            Caffeine.newBuilder().maximumSize(5_000).expireAfterWrite(KEPT).build();

    NewDevicePanel(AccessFlags flags, CurrentUser currentUser) {
        this.flags = flags;
        this.currentUser = currentUser;
    }

    @Override
    public int order() {
        return FIRST;
    }

    @Override
    public Optional<Content> content(Viewer viewer) {
        return currentUser
                .find()
                .filter(SecondFactors::isMandatoryFor)
                .flatMap(user -> seen.get(user.accountId(), flags::newDevice))
                .map(flag -> new Content("identity/newDevicePanel", Map.of("flag", flag)));
    }
}
