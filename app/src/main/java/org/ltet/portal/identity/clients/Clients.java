package org.ltet.portal.identity.clients;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.RevokePrograms;
import org.ltet.portal.shared.AddressRange;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The register of programs that may use the API (ACC-8). */
@Component
@Transactional
public class Clients implements RevokePrograms {

    private static final int PAGE = 50;
    private static final String COLUMNS = """
            id, client_id, kind, name, contact, scopes, addresses::text[] as addresses, redirect_uris, public_key, status,
            ends_at, token_generation, registered_at, last_used_at, last_used_from, version
            """;

    private final JdbcClient jdbc;
    private final ClientSecrets secrets;
    private final KnownPrograms known;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Clients(
            JdbcClient jdbc,
            ClientSecrets secrets,
            KnownPrograms known,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.known = known;
        this.clock = clock;
        this.events = events;
    }

    /** @param next for the next page, null on the last */
    public record Slice(List<ClientView> clients, @Nullable UUID next) {}

    @Transactional(readOnly = true)
    public Slice page(@Nullable UUID before) {
        List<ClientView> found = jdbc.sql("select " + COLUMNS + """
                         from identity.client where ?::uuid is null or id < ?::uuid order by id desc limit ?
                        """)
                .param(before)
                .param(before)
                .param(PAGE + 1)
                .query(Clients::view)
                .list();
        return found.size() > PAGE
                ? new Slice(found.subList(0, PAGE), found.get(PAGE - 1).id())
                : new Slice(found, null);
    }

    /** @throws Refused notFound */
    @Transactional(readOnly = true)
    public ClientView get(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from identity.client where id = ?")
                .param(id)
                .query(Clients::view)
                .optional()
                .orElseThrow(() -> Refused.notFound("client"));
    }

    @Transactional(readOnly = true)
    Optional<ClientView> byClientId(String clientId) {
        return jdbc.sql("select " + COLUMNS + " from identity.client where client_id = ?")
                .param(clientId)
                .query(Clients::view)
                .optional();
    }

    /** @throws Refused at the field that cannot be accepted */
    public UUID register(ClientKind kind, ClientWish wish) {
        Checked checked = check(kind, wish);
        UUID id = Ids.next();
        String clientId = ClientSecrets.newClientId();
        try {
            jdbc.sql("""
                            insert into identity.client (id, client_id, kind, name, contact, scopes, addresses,
                                redirect_uris, public_key, status, ends_at, registered_at)
                            values (?, ?, ?, ?, ?, ?, ?::cidr[], ?, ?, 'ENABLED', ?, ?)
                            """)
                    .param(id)
                    .param(clientId)
                    .param(kind.name())
                    .param(wish.name())
                    .param(wish.contact())
                    .param(Rows.texts(wish.scopes()))
                    .param(texts(checked.addresses()))
                    .param(checked.redirectUris().toArray(String[]::new))
                    .param(checked.publicKey())
                    .param(at(wish.endsAt()))
                    .param(at(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw Refused.invalidField("name", "clients.nameTaken");
        }
        events.publishEvent(described(
                Audited.of("client.registered", "client", id)
                        .changed("clientId", null, clientId)
                        .changed("kind", null, kind),
                null,
                get(id)));
        return id;
    }

    /** @throws Refused when somebody else changed it meanwhile, or at the field that cannot be accepted */
    public void change(UUID id, int version, ClientWish wish) {
        ClientView before = get(id);
        demandInUse(before);
        Checked checked = check(before.kind(), wish);
        int changed;
        try {
            changed = jdbc.sql("""
                            update identity.client set name = ?, contact = ?, scopes = ?, addresses = ?::cidr[],
                                redirect_uris = ?, public_key = ?, ends_at = ?, version = version + 1
                            where id = ? and version = ?
                            """)
                    .param(wish.name())
                    .param(wish.contact())
                    .param(Rows.texts(wish.scopes()))
                    .param(texts(checked.addresses()))
                    .param(checked.redirectUris().toArray(String[]::new))
                    .param(checked.publicKey())
                    .param(at(wish.endsAt()))
                    .param(id)
                    .param(version)
                    .update();
        } catch (DuplicateKeyException e) {
            throw Refused.invalidField("name", "clients.nameTaken");
        }
        if (changed == 0) {
            throw Refused.stale();
        }
        known.forgetAfterCommit();
        events.publishEvent(described(Audited.of("client.changed", "client", id), before, get(id)));
    }

    /** Off, on again, or revoked for good; all tokens end when it goes off. */
    public void become(UUID id, ClientStatus status) {
        ClientView before = get(id);
        demandInUse(before);
        if (before.status() == status) {
            return;
        }
        jdbc.sql("update identity.client set status = ?, version = version + 1 where id = ?")
                .params(status.name(), id)
                .update();
        if (status == ClientStatus.REVOKED) {
            secrets.endAll(id);
        }
        known.forgetAfterCommit();
        String action = switch (status) {
            case ENABLED -> "client.switchedOn";
            case DISABLED -> "client.switchedOff";
            case REVOKED -> "client.revoked";
        };
        events.publishEvent(Audited.of(action, "client", id).changed("status", before.status(), status));
    }

    @Override
    public void revoke(UUID program) {
        if (get(program).status() != ClientStatus.REVOKED) {
            become(program, ClientStatus.REVOKED);
        }
    }

    /** A program got a token. */
    void used(UUID id, String address) {
        jdbc.sql("update identity.client set last_used_at = ?, last_used_from = ? where id = ?")
                .param(at(clock.instant()))
                .param(address)
                .param(id)
                .update();
    }

    static void demandInUse(ClientView client) {
        if (client.status() == ClientStatus.REVOKED) {
            throw Refused.conflict("clients.revoked");
        }
    }

    private record Checked(
            List<AddressRange> addresses,
            List<String> redirectUris,
            @Nullable String publicKey) {}

    private static Checked check(ClientKind kind, ClientWish wish) {
        if (wish.scopes().isEmpty()) {
            throw Refused.invalidField("scopes", "clients.noScope");
        }
        List<AddressRange> addresses = wish.addresses().stream()
                .map(text -> AddressRange.read(text)
                        .orElseThrow(() -> Refused.invalidField("addresses", "clients.notAnAddress", text)))
                .distinct()
                .toList();
        if (kind == ClientKind.PUBLIC) {
            for (String uri : wish.redirectUris()) {
                if (!RedirectUris.mayBeRegistered(uri)) {
                    throw Refused.invalidField("redirectUris", "clients.notARedirect", uri);
                }
            }
            if (wish.redirectUris().isEmpty()) {
                throw Refused.invalidField("redirectUris", "clients.noRedirect");
            }
            return new Checked(
                    addresses, wish.redirectUris().stream().distinct().toList(), null);
        }
        wish.scopes().stream().filter(scope -> !scope.forSystems()).findFirst().ifPresent(scope -> {
            throw Refused.invalidField("scopes", "clients.scopeOfPeople", scope.text());
        });
        if (addresses.isEmpty()) {
            throw Refused.invalidField("addresses", "clients.noAddress");
        }
        return new Checked(
                addresses,
                List.of(),
                wish.publicKey() == null
                        ? null
                        : PublicKeys.read(wish.publicKey()).toJSONString());
    }

    private static Audited described(Audited audited, @Nullable ClientView before, ClientView after) {
        return audited.changed("name", before == null ? null : before.name(), after.name())
                .changed("contact", before == null ? null : before.contact(), after.contact())
                .changed(
                        "scopes",
                        before == null ? null : ApiScope.words(before.scopes()),
                        ApiScope.words(after.scopes()))
                .changed("addresses", before == null ? null : words(before.addresses()), words(after.addresses()))
                .changed(
                        "redirectUris",
                        before == null ? null : words(before.redirectUris()),
                        words(after.redirectUris()))
                .changed("publicKey", before == null ? null : before.publicKey(), after.publicKey())
                .changed("endsAt", before == null ? null : before.endsAt(), after.endsAt());
    }

    private static String words(List<?> list) {
        return list.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    private static String[] texts(List<AddressRange> addresses) {
        return addresses.stream().map(AddressRange::toString).toArray(String[]::new);
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static ClientView view(java.sql.ResultSet row, int index) throws java.sql.SQLException {
        return new ClientView(
                row.getObject("id", UUID.class),
                row.getString("client_id"),
                ClientKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("contact"),
                Rows.scopes(row),
                Rows.addresses(row),
                Rows.texts(row, "redirect_uris"),
                row.getString("public_key"),
                ClientStatus.valueOf(row.getString("status")),
                Rows.instant(row, "ends_at"),
                row.getInt("token_generation"),
                row.getTimestamp("registered_at").toInstant(),
                Rows.instant(row, "last_used_at"),
                row.getString("last_used_from"),
                row.getInt("version"));
    }
}
