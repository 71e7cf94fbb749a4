package org.ltet.portal.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.ReadCache;
import org.ltet.portal.shared.Refused;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The values of all settings: what an administrator set, else {@code portal.settings.<key>} of the configuration, else
 * the standard. A change counts here at once and on other nodes within seconds.
 */
@Component
public class Settings {

    private static final Duration KEPT = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Environment environment;
    private final ObjectProvider<SettingGroup> groups;
    private final ReadCache<String, Map<String, Long>> stored = ReadCache.of(1, KEPT);
    private final Map<String, Long> configured = new ConcurrentHashMap<>();

    Settings(
            JdbcClient jdbc,
            Clock clock,
            ApplicationEventPublisher events,
            Environment environment,
            ObjectProvider<SettingGroup> groups) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
        this.environment = environment;
        this.groups = groups;
    }

    public long count(Setting setting) {
        Long changed = stored.get("all", _ -> load()).get(setting.key());
        if (changed != null) {
            return changed;
        }
        return configured.computeIfAbsent(
                setting.key(),
                key -> environment.getProperty("portal.settings." + key, Long.class, setting.standard()));
    }

    public Duration duration(Setting setting) {
        return setting.unit().of(count(setting));
    }

    public List<SettingGroup> groups() {
        return groups.orderedStream().toList();
    }

    public Optional<Setting> find(String key) {
        return groups.stream()
                .flatMap(group -> group.settings().stream())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }

    /** @throws Refused operations.settingRange when the value is outside of what the setting allows */
    @Transactional
    public void change(Setting setting, long value) {
        if (!setting.allows(value)) {
            throw Refused.invalidField(setting.key(), "operations.settingRange", setting.least(), setting.most());
        }
        long before = count(setting);
        if (before == value) {
            return;
        }
        jdbc.sql("""
                        insert into operations.setting (key, value, changed_at) values (?, ?, ?)
                        on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at
                        """)
                .params(setting.key(), value, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(
                Audited.of("setting.changed", "setting", setting.key()).changed(setting.key(), before, value));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                stored.forgetAll();
            }
        });
    }

    private Map<String, Long> load() {
        Map<String, Long> values = new HashMap<>();
        jdbc.sql("select key, value from operations.setting").query(row -> {
            values.put(row.getString("key"), row.getLong("value"));
        });
        return values;
    }
}
