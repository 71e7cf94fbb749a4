package org.ltet.portal.identity.clients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AccessTokens;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.SecondFactors;
import org.ltet.portal.identity.TokenEnds;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people permitted programs to do in their name, and the end of it. */
@Component
@Transactional
public class Permissions {

    static final Duration CODE_LIFETIME = Duration.ofSeconds(60);

    /** Who must give a second factor permits a program for a working day. */
    static final Duration STAFF_LIMIT = Duration.ofHours(12);

    private static final Duration KEPT_AFTER_END = Duration.ofDays(30);
    private static final int MOST_SHOWN = 100;

    private final JdbcClient jdbc;
    private final ClientSettings settings;
    private final TokenEnds tokenEnds;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Permissions(
            JdbcClient jdbc,
            ClientSettings settings,
            TokenEnds tokenEnds,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.tokenEnds = tokenEnds;
        this.clock = clock;
        this.events = events;
    }

    /** A permission as its owner sees it. */
    public record View(
            UUID id,
            String program,
            Set<ApiScope> scopes,
            Instant givenAt,
            Instant endsAt,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedFrom) {}

    /** What a token is given for. */
    record Standing(
            UUID id,
            UUID account,
            UUID client,
            Set<ApiScope> scopes,
            AccessTokens.Factors factors,
            Instant givenAt,
            Instant endsAt) {}

    /**
     * The person says yes.
     *
     * @return the code for the program, which is kept nowhere
     */
    public String give(AuthorizationRequest request, User person, AccessTokens.Factors factors) {
        Instant now = clock.instant();
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into identity.permission (id, account, client, scopes, methods, factor_given_at,
                            account_generation, client_generation, given_at, ends_at)
                        select ?, a.id, c.id, ?, ?, ?, a.token_generation, c.token_generation, ?, ?
                        from identity.account a, identity.client c where a.id = ? and c.id = ?
                        """)
                .param(id)
                .param(Rows.texts(request.scopes()))
                .param(factors.methods().toArray(String[]::new))
                .param(at(factors.givenAt()))
                .param(at(now))
                .param(at(until(person)))
                .param(person.accountId())
                .param(request.client().id())
                .update();
        String code = ClientSecrets.random();
        jdbc.sql("""
                        insert into identity.authorization_code (hash, permission, redirect_uri, challenge, ends_at)
                        values (?, ?, ?, ?, ?)
                        """)
                .param(ClientSecrets.hash(code))
                .param(id)
                .param(request.redirectUri())
                .param(request.challenge())
                .param(at(now.plus(CODE_LIFETIME)))
                .update();
        events.publishEvent(Audited.of("permission.given", "permission", id)
                .changed("program", null, request.client().name())
                .changed("clientId", null, request.client().clientId())
                .changed("scopes", null, ApiScope.words(request.scopes())));
        return code;
    }

    /** Those in force, the newest first. */
    @Transactional(readOnly = true)
    public List<View> of(User person) {
        return jdbc.sql("""
                        select p.id, c.name, p.scopes, p.given_at, p.ends_at, p.last_used_at, p.last_used_from
                        from identity.permission p
                        join identity.account a on a.id = p.account and a.token_generation = p.account_generation
                        join identity.client c on c.id = p.client and c.token_generation = p.client_generation
                        where p.account = ? and p.ended_at is null and p.ends_at > ? and c.status = 'ENABLED'
                            and p.last_used_at is not null
                        order by p.id desc limit ?
                        """)
                .params(person.accountId(), at(clock.instant()), MOST_SHOWN)
                .query((row, index) -> new View(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        Rows.scopes(row),
                        row.getTimestamp("given_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant(),
                        Rows.instant(row, "last_used_at"),
                        row.getString("last_used_from")))
                .list();
    }

    /** @throws Refused notFound when it is none of this person's, or ended already */
    public void end(User person, UUID id) {
        if (!markEnded(id, person.accountId())) {
            throw Refused.notFound("permission");
        }
        events.publishEvent(Audited.of("permission.ended", "permission", id));
    }

    /** @param action what happened, as "permission.codeReplayed" */
    void endFor(UUID id, String action) {
        if (markEnded(id, null)) {
            events.publishEvent(Audited.of(action, "permission", id));
        }
    }

    private boolean markEnded(UUID id, @Nullable UUID account) {
        boolean ended = jdbc.sql("""
                        update identity.permission set ended_at = ?
                        where id = ? and ended_at is null and (?::uuid is null or account = ?::uuid)
                        """)
                        .param(at(clock.instant()))
                        .param(id)
                        .param(account)
                        .param(account)
                        .update()
                == 1;
        if (ended) {
            tokenEnds.endPermission(id);
        }
        return ended;
    }

    /** Empty when it ended, was ended, or what it rests on did. */
    Optional<Standing> standing(UUID id) {
        return jdbc.sql("""
                        select p.id, p.account, p.client, p.scopes, p.methods, p.factor_given_at, p.given_at, p.ends_at
                        from identity.permission p
                        join identity.account a on a.id = p.account and a.token_generation = p.account_generation
                        join identity.client c on c.id = p.client and c.token_generation = p.client_generation
                        where p.id = ? and p.ended_at is null and p.ends_at > ? and a.status = 'ACTIVE'
                        for update of p
                        """)
                .params(id, at(clock.instant()))
                .query((row, index) -> standing(row))
                .optional();
    }

    /** When a permission ends that this person gives now. */
    @Transactional(readOnly = true)
    public Instant until(User person) {
        return clock.instant().plus(SecondFactors.isMandatoryFor(person) ? STAFF_LIMIT : settings.permission());
    }

    /** Whether it may still be used by a person who is this now. */
    boolean lasts(Standing standing, User person) {
        return !SecondFactors.isMandatoryFor(person)
                || clock.instant().isBefore(standing.givenAt().plus(STAFF_LIMIT));
    }

    void used(UUID id, String address) {
        jdbc.sql("update identity.permission set last_used_at = ?, last_used_from = ? where id = ?")
                .params(at(clock.instant()), address, id)
                .update();
    }

    /** What ended long ago tells nobody anything any more; the audit trail keeps what happened. */
    public void forgetEnded() {
        OffsetDateTime longAgo = at(clock.instant().minus(KEPT_AFTER_END));
        jdbc.sql("delete from identity.permission where ends_at < ? or ended_at < ?")
                .params(longAgo, longAgo)
                .update();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                row.getObject("client", UUID.class),
                Rows.scopes(row),
                new AccessTokens.Factors(
                        Rows.texts(row, "methods"),
                        row.getTimestamp("factor_given_at").toInstant()),
                row.getTimestamp("given_at").toInstant(),
                row.getTimestamp("ends_at").toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
