package org.ltet.portal.review;

import java.util.List;
import org.ltet.portal.operations.Setting;
import org.ltet.portal.operations.SettingGroup;
import org.ltet.portal.operations.Settings;
import org.springframework.stereotype.Component;

/** When reviewers are reminded and warned, as a part of the time that their level has. */
@Component
class DeadlineSettings implements SettingGroup {

    private static final Setting REMIND_AT = Setting.count("review.deadlines.remindAt", 50, 1, 99);
    private static final Setting WARN_AT = Setting.count("review.deadlines.warnAt", 80, 1, 99);

    private final Settings settings;

    DeadlineSettings(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String titleKey() {
        return "review.deadlines";
    }

    @Override
    public List<Setting> settings() {
        return List.of(REMIND_AT, WARN_AT);
    }

    long remindAt() {
        return settings.count(REMIND_AT);
    }

    long warnAt() {
        return settings.count(WARN_AT);
    }
}
