package org.ltet.portal.payments.ledger;

import java.util.List;
import org.ltet.portal.operations.Setting;
import org.ltet.portal.operations.SettingGroup;
import org.ltet.portal.operations.Settings;
import org.springframework.stereotype.Component;

/** From when on a budget is shown as nearly spent. */
@Component
class LedgerSettings implements SettingGroup {

    private static final Setting WARN = Setting.count("payments.budget.warn", 80, 1, 100);

    private final Settings settings;

    LedgerSettings(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String titleKey() {
        return "payments.ledger.settings";
    }

    @Override
    public List<Setting> settings() {
        return List.of(WARN);
    }

    long warnPercent() {
        return settings.count(WARN);
    }
}
