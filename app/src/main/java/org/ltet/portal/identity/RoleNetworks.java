package org.ltet.portal.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ltet.portal.operations.spi.NoticeListener;
import org.ltet.portal.shared.AddressRange;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * From which addresses a role may be used (ACC-7); none set means from everywhere. Whoever holds a limited role gets in
 * from its addresses only: asked at sign-in and at each request, so kept in memory and told to all nodes.
 */
@Component
public class RoleNetworks implements NoticeListener {

    public static final int MOST_RANGES = 50;

    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final String ALL = "all";

    private record Known(Map<Role, List<String>> texts, Map<Role, List<AddressRange>> ranges) {}

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final LoadingCache<String, Known> cache;

    RoleNetworks(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
        this.cache = Caffeine.newBuilder().expireAfterWrite(KEPT).build(all -> load());
    }

    /** The ranges of each role that has any, as they were written. */
    public Map<Role, List<String>> all() {
        return cache.get(ALL).texts();
    }

    boolean admit(User user, String address) {
        Map<Role, List<AddressRange>> limited = cache.get(ALL).ranges();
        return limited.isEmpty()
                || user.roles().keySet().stream()
                        .allMatch(role -> !limited.containsKey(role)
                                || AddressRange.anyContains(limited.getOrDefault(role, List.of()), address));
    }

    /** @throws Refused networks.outside */
    void require(User user, String address) {
        if (!admit(user, address)) {
            throw Refused.forbidden("networks.outside", address);
        }
    }

    /**
     * @param typed ranges of each role, one text for each; a role left out keeps what it has
     * @param from the address of the administrator, who must not be shut out
     * @throws Refused at the field of the role
     */
    @Transactional
    public void change(Map<Role, List<String>> typed, User by, String from) {
        if (!by.has(Role.SYSTEM_ADMIN)) {
            throw Refused.forbidden("accounts.notAdmin");
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('identity.role_network', 0))")
                .query((row, index) -> true)
                .single();
        Map<Role, List<String>> before = load().texts();
        typed.forEach((role, ranges) -> {
            Set<String> wanted = checked(role, ranges);
            if (by.has(role)
                    && !wanted.isEmpty()
                    && !AddressRange.anyContains(
                            wanted.stream().map(AddressRange::of).toList(), from)) {
                throw Refused.invalidField(role.name(), "networks.shutsOut", from);
            }
            List<String> old = before.getOrDefault(role, List.of());
            if (!Set.copyOf(old).equals(wanted)) {
                jdbc.sql("delete from identity.role_network where role = ?")
                        .param(role.name())
                        .update();
                wanted.forEach(
                        range -> jdbc.sql("insert into identity.role_network (role, network) values (?, ?::cidr)")
                                .params(role.name(), range)
                                .update());
                events.publishEvent(Audited.of("accessList.changed", "role", role)
                        .changed("addresses", String.join(" ", old), String.join(" ", wanted)));
            }
        });
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                cache.invalidateAll();
            }
        });
    }

    private static Set<String> checked(Role role, List<String> ranges) {
        if (role == Role.MEMBER) {
            throw Refused.invalidField(role.name(), "networks.notMembers");
        }
        if (ranges.size() > MOST_RANGES) {
            throw Refused.invalidField(role.name(), "networks.many", MOST_RANGES);
        }
        Set<String> checked = new LinkedHashSet<>();
        for (String range : ranges) {
            if (AddressRange.read(range).isEmpty()) {
                throw Refused.invalidField(role.name(), "networks.format", range);
            }
            checked.add(withLength(range));
        }
        return checked;
    }

    /** As the database writes it, so that what was not changed is seen to be the same. */
    private static String withLength(String range) {
        String lower = range.toLowerCase(Locale.ROOT);
        return lower.contains("/") ? lower : lower + (lower.contains(":") ? "/128" : "/32");
    }

    private Known load() {
        Map<Role, List<String>> texts = new EnumMap<>(Role.class);
        jdbc.sql("select role, network::text as network from identity.role_network order by role, network")
                .query(row -> {
                    texts.computeIfAbsent(Role.valueOf(row.getString("role")), role -> new ArrayList<>())
                            .add(row.getString("network"));
                });
        Map<Role, List<AddressRange>> ranges = new EnumMap<>(Role.class);
        texts.forEach((role, list) ->
                ranges.put(role, list.stream().map(AddressRange::of).toList()));
        return new Known(texts, ranges);
    }

    @Override
    public String channel() {
        return IdentityNotices.CHANNEL;
    }

    @Override
    public void heard(String notice) {
        IdentityNotices.idIn(notice, "networks").ifPresent(any -> cache.invalidateAll());
    }

    @Override
    public void mayHaveMissed() {
        cache.invalidateAll();
    }
}
