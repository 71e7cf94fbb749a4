package org.ltet.portal.identity;

import java.util.List;
import org.ltet.portal.operations.Setting;
import org.ltet.portal.operations.SettingGroup;
import org.springframework.stereotype.Component;

/** What counts as worth a look when access is reviewed and sign-ins are watched (ACC-7, ACC-10). */
@Component
class AccessSettings implements SettingGroup {

    static final Setting DORMANT = Setting.days("identity.review.dormant", 90, 7, 730);
    static final Setting MOST_ROLES = Setting.count("identity.review.mostRoles", 2, 1, 10);
    static final Setting UNCHANGED = Setting.days("identity.review.unchanged", 365, 30, 3650);
    static final Setting DUE = Setting.days("identity.review.due", 21, 1, 90);

    static final Setting TOGETHER = Setting.minutes("identity.watch.together", 30, 1, 60);
    static final Setting RESETS = Setting.count("identity.watch.resets", 5, 2, 100);
    static final Setting SPRAYING = Setting.count("identity.watch.spraying", 10, 3, 1_000);
    static final Setting EARLIEST = Setting.count("identity.watch.earliest", 6, 0, 23);
    static final Setting LATEST = Setting.count("identity.watch.latest", 22, 1, 24);
    static final Setting UNMASKED = Setting.count("identity.watch.unmasked", 20, 2, 1_000);
    static final Setting EXPORTS = Setting.count("identity.watch.exports", 10, 2, 1_000);

    @Override
    public String titleKey() {
        return "reviews.settings";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                DORMANT, MOST_ROLES, UNCHANGED, DUE, TOGETHER, RESETS, SPRAYING, EARLIEST, LATEST, UNMASKED, EXPORTS);
    }
}
