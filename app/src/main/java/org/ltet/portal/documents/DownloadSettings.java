package org.ltet.portal.documents;

import java.util.List;
import org.ltet.portal.operations.Setting;
import org.ltet.portal.operations.SettingGroup;
import org.ltet.portal.operations.Settings;
import org.springframework.stereotype.Component;

/** What is done to documents that people save. */
@Component
class DownloadSettings implements SettingGroup {

    private static final Setting STAMPED = Setting.count("documents.download.stamped", 0, 0, 1);

    private final Settings settings;

    DownloadSettings(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String titleKey() {
        return "documents.download";
    }

    @Override
    public List<Setting> settings() {
        return List.of(STAMPED);
    }

    boolean stamped() {
        return settings.count(STAMPED) > 0;
    }
}
