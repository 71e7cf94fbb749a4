package org.ltet.portal.identity.clients;

import java.time.Duration;
import java.util.List;
import org.ltet.portal.operations.Rate;
import org.ltet.portal.operations.Setting;
import org.ltet.portal.operations.SettingGroup;
import org.ltet.portal.operations.Settings;
import org.springframework.stereotype.Component;

/** Limits for programs that an administrator may change (ACC-8, ACC-9). */
@Component
class ClientSettings implements SettingGroup {

    private static final Setting FAILURES = Setting.count("identity.clients.failures", 10, 1, 10_000);
    private static final Setting FAILURES_PER_ADDRESS =
            Setting.count("identity.clients.failuresPerAddress", 100, 1, 1_000_000);
    private static final Setting TOKENS = Setting.count("identity.clients.tokens", 60, 1, 100_000);
    private static final Setting PERMISSION = Setting.days("identity.clients.permission", 30, 1, 365);
    private static final Setting SECRET_OVERLAP = Setting.days("identity.clients.secretOverlap", 14, 1, 90);

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Settings settings;

    ClientSettings(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String titleKey() {
        return "clients.settings";
    }

    @Override
    public List<Setting> settings() {
        return List.of(FAILURES, FAILURES_PER_ADDRESS, TOKENS, PERMISSION, SECRET_OVERLAP);
    }

    Rate failures() {
        return new Rate("client-failure", settings.count(FAILURES), WINDOW);
    }

    Rate failuresPerAddress() {
        return new Rate("client-failure-address", settings.count(FAILURES_PER_ADDRESS), WINDOW);
    }

    Rate tokens() {
        return new Rate("client-token", settings.count(TOKENS), Duration.ofMinutes(1));
    }

    /** How long a program may act for a person before it has to ask again. */
    Duration permission() {
        return settings.duration(PERMISSION);
    }

    /** How long the old secret is good beside a new one. */
    Duration secretOverlap() {
        return settings.duration(SECRET_OVERLAP);
    }
}
