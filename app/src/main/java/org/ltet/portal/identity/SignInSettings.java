package org.ltet.portal.identity;

import java.time.Duration;
import java.util.List;
import org.ltet.portal.operations.Rate;
import org.ltet.portal.operations.Setting;
import org.ltet.portal.operations.SettingGroup;
import org.ltet.portal.operations.Settings;
import org.springframework.stereotype.Component;

/** What administrators set about passwords, sessions and throttles (ACC-2, ACC-6, ACC-9). */
@Component
class SignInSettings implements SettingGroup {

    static final Setting PASSWORD_LENGTH = Setting.count("identity.password.length", 12, 8, 64);
    static final Setting PASSWORD_HISTORY = Setting.count("identity.password.history", 5, 0, 24);
    static final Setting PASSWORD_AGE = Setting.days("identity.password.age", 365, 0, 3650);
    static final Setting CODE_LIFETIME = Setting.minutes("identity.code.lifetime", 10, 2, 30);

    static final Setting IDLE = Setting.minutes("identity.session.idle", 30, 5, 480);
    static final Setting ABSOLUTE = Setting.hours("identity.session.absolute", 12, 1, 72);
    static final Setting MOST_SESSIONS = Setting.count("identity.session.most", 5, 1, 100);

    static final Setting PUZZLE_BITS = Setting.count("identity.puzzle.bits", 17, 0, 26);

    private static final Setting WAITS_PER_ADDRESS =
            Setting.count("identity.throttle.waitsPerAddress", 30, 1, 1_000_000);
    private static final Setting CODES_PER_NAME = Setting.count("identity.throttle.codesPerName", 5, 1, 1_000);
    private static final Setting CODES_PER_ADDRESS =
            Setting.count("identity.throttle.codesPerAddress", 60, 1, 1_000_000);
    private static final Setting FAILURES_PER_ADDRESS =
            Setting.count("identity.throttle.failuresPerAddress", 300, 1, 1_000_000);
    private static final Setting API_PER_ACCOUNT =
            Setting.count("identity.throttle.apiPerAccount", 1_200, 10, 1_000_000);

    private final Settings settings;

    SignInSettings(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String titleKey() {
        return "identity.settings";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                PASSWORD_LENGTH,
                PASSWORD_HISTORY,
                PASSWORD_AGE,
                CODE_LIFETIME,
                IDLE,
                ABSOLUTE,
                MOST_SESSIONS,
                PUZZLE_BITS,
                WAITS_PER_ADDRESS,
                CODES_PER_NAME,
                CODES_PER_ADDRESS,
                FAILURES_PER_ADDRESS,
                API_PER_ACCOUNT);
    }

    Rate waitsPerAddress() {
        return new Rate("wait-address", settings.count(WAITS_PER_ADDRESS), Duration.ofHours(1));
    }

    Rate codesPerName() {
        return new Rate("code-name", settings.count(CODES_PER_NAME), Duration.ofHours(1));
    }

    Rate codesPerAddress() {
        return new Rate("code-address", settings.count(CODES_PER_ADDRESS), Duration.ofHours(1));
    }

    Rate failuresPerAddress() {
        return new Rate("failure-address", settings.count(FAILURES_PER_ADDRESS), Duration.ofMinutes(10));
    }

    Rate apiPerAccount() {
        return new Rate("api-account", settings.count(API_PER_ACCOUNT), Duration.ofMinutes(1));
    }
}
