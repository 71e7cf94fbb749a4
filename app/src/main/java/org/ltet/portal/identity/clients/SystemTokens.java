package org.ltet.portal.identity.clients;

import java.time.Duration;
import java.util.Set;
import org.ltet.portal.identity.AccessTokens;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.shared.Audited;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tokens for systems that act for themselves: client credentials (RFC 6749, 4.4). */
@Component
public class SystemTokens {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final AccessTokens accessTokens;
    private final Clients clients;
    private final CurrentUser currentUser;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    SystemTokens(
            AccessTokens accessTokens,
            Clients clients,
            CurrentUser currentUser,
            ApplicationEventPublisher events,
            TransactionTemplate transactions) {
        this.accessTokens = accessTokens;
        this.clients = clients;
        this.currentUser = currentUser;
        this.events = events;
        this.transactions = transactions;
    }

    /** @throws OAuthProblem unauthorized_client for a program that acts for people only; invalid_scope */
    public Given give(ClientView client, Parameters form, String address) {
        if (client.kind() != ClientKind.SYSTEM) {
            throw OAuthProblem.of(OAuthProblem.Kind.UNAUTHORIZED_CLIENT, "This client acts for people only.");
        }
        Set<ApiScope> scopes = WantedScopes.of(form, client.scopes());
        currentUser.runAs(
                client.actor(),
                () -> transactions.executeWithoutResult(status -> {
                    clients.used(client.id(), address);
                    events.publishEvent(Audited.of("client.tokenGiven", "client", client.id())
                            .changed("scopes", null, ApiScope.words(scopes)));
                }));
        return Given.of(accessTokens.forSystem(client.program(), scopes, LIFETIME), LIFETIME, null, scopes);
    }
}
