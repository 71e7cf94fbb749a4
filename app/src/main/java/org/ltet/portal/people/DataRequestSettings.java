package org.ltet.portal.people;

import java.util.List;
import org.ltet.portal.operations.Setting;
import org.ltet.portal.operations.SettingGroup;
import org.ltet.portal.operations.Settings;
import org.springframework.stereotype.Component;

/** What administrators set about requests by members about their own data. */
@Component
class DataRequestSettings implements SettingGroup {

    /** The rules under the Act leave at most ninety days for a grievance. */
    private static final Setting ANSWERED_WITHIN = Setting.days("people.dataRequests.answeredWithin", 30, 1, 90);

    private static final Setting EXPORT_KEPT = Setting.days("people.dataRequests.exportKept", 7, 1, 30);

    private final Settings settings;

    DataRequestSettings(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String titleKey() {
        return "people.dataRequests";
    }

    @Override
    public List<Setting> settings() {
        return List.of(ANSWERED_WITHIN, EXPORT_KEPT);
    }

    long answeredWithinDays() {
        return settings.count(ANSWERED_WITHIN);
    }

    long exportKeptDays() {
        return settings.count(EXPORT_KEPT);
    }
}
