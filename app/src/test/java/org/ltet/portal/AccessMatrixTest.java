package org.ltet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.Route;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route with every role (ACC-5), made from the routes themselves: a new route without a rule fails here. A role
 * that the rule does not name is turned away, one that it names is not, and nonsense never makes the portal fall over.
 */
@PortalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(61_000_000);
    private static final String PASSWORD = "a pass phrase for the matrix";
    private static final String TAKES_TOKEN_BACK = "/api/v1/token/revoke";
    private static final String NO_SUCH_ID = "01900000-0000-7000-8000-000000000000";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    TestClock clock;

    @Autowired
    List<RequestMappingHandlerMapping> mappings;

    private final Map<Role, String> numbers = new EnumMap<>(Role.class);
    private final Map<Role, WebSession> sessions = new EnumMap<>(Role.class);
    private final Map<Role, String> bearers = new EnumMap<>(Role.class);

    @BeforeAll
    void openAnAccountPerRole() {
        for (Role role : Role.values()) {
            String number = Integer.toString(NUMBERS.incrementAndGet());
            accounts.open(new NewAccount(number, role.name(), null, PASSWORD, Accounts.everywhere(role)));
            numbers.put(role, number);
            sessions.put(role, WebSession.signedIn(port, number, PASSWORD));
            bearers.put(role, StaffFactor.bearer(port, number, PASSWORD));
        }
    }

    Stream<Route> routes() {
        return Route.all(mappings).stream();
    }

    private static String address(Route route) {
        return route.path().replaceAll("\\{[^}]*[iI]d}", NO_SUCH_ID).replaceAll("\\{[^}]*}", "X99");
    }

    @Test
    void thereAreRoutesOfPagesAndOfTheApi() {
        assertThat(routes().filter(Route::api).count()).isGreaterThan(10);
        assertThat(routes().filter(route -> !route.api()).count()).isGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteHasARuleAndHoldsEveryRoleToIt(Route route) throws Exception {
        assertThat(route.ruled()).as("%s has a rule", route).isTrue();
        for (Role role : Role.values()) {
            int status = status(route, role);
            if (route.allows(role)) {
                assertThat(status).as("%s as %s is let in", route, role).isNotIn(401, 403);
                assertThat(status)
                        .as("%s as %s does not fall over", route, role)
                        .isLessThan(500);
            } else {
                assertThat(status).as("%s as %s is turned away", route, role).isEqualTo(403);
            }
        }
    }

    /** ACC-8: a token is never good for everything. */
    @ParameterizedTest
    @MethodSource("routes")
    void everyOperationOfTheApiHasItsScope(Route route) {
        if (!route.api() || route.open()) {
            assertThat(route.scope()).as("%s takes no token", route).isNull();
            return;
        }
        InScope scope = route.scope();
        assertThat(scope).as("%s has a scope", route).isNotNull();
        if (route.path().equals(TAKES_TOKEN_BACK)) {
            assertThat(scope.value()).isEmpty();
            return;
        }
        assertThat(scope.value()).as("%s has one scope", route).hasSize(1);
        if (scope.systems()) {
            assertThat(scope.value()[0].forSystems()).as("%s", route).isTrue();
            assertThat(route.fresh()).as("%s asks a person", route).isFalse();
            assertThat(route.path())
                    .as("no object of a member")
                    .doesNotMatch("/api/v1/(me|applications|documents)\\b.*");
        }
    }

    /** ACC-4: release of money, changes of roles, factors and settings, unmasking; these and no others. */
    @Test
    void whatMovesMoneyOrRightsNeedsAFreshFactor() {
        assertThat(routes().filter(Route::fresh).map(Route::toString))
                .containsExactlyInAnyOrder(
                        "GET /account/factors/app",
                        "GET /account/passkeys/new",
                        "GET /oauth2/authorize",
                        "GET /profile/bank-account",
                        "GET /profile/contact",
                        "POST /account/factors/app",
                        "POST /account/factors/app/remove",
                        "POST /account/factors/recovery-codes",
                        "POST /account/passkeys",
                        "POST /account/passkeys/options",
                        "POST /account/passkeys/{id}/name",
                        "POST /account/passkeys/{id}/remove",
                        "POST /api/v1/access-reviews/{id}/items/{item}/revoke",
                        "POST /api/v1/access-reviews/{id}/programs/{program}/revoke",
                        "POST /api/v1/access-reviews/{id}/sign",
                        "POST /api/v1/accounts/{number}/lock",
                        "POST /api/v1/accounts/{number}/roles/{role}/revoke",
                        "POST /api/v1/accounts/{number}/unlock",
                        "POST /api/v1/audit-archives/{month}",
                        "POST /api/v1/audit-entries/{key}/readings",
                        "POST /api/v1/automatic-approval/settings/{id}/agree",
                        "POST /api/v1/batches/{id}/approve",
                        "POST /api/v1/batches/{id}/release",
                        "POST /api/v1/data-requests/{id}/complete",
                        "POST /api/v1/me/identity-numbers/{kind}/readings",
                        "POST /api/v1/neft-layouts/{id}/put-in-force",
                        "POST /api/v1/open-items/{id}/confirm",
                        "POST /api/v1/postings/{id}/date/confirm",
                        "POST /api/v1/role-imports/{id}/apply",
                        "POST /api/v1/shared-numbers/{id}/readings",
                        "POST /audit/archive",
                        "POST /audit/entries/{key}/reading",
                        "POST /automatic-approval/{id}/agree",
                        "POST /data-requests/{id}/complete",
                        "POST /oauth2/authorize",
                        "POST /operations/access-reviews/{id}/items/{item}/revoke",
                        "POST /operations/access-reviews/{id}/programs/{program}/revoke",
                        "POST /operations/access-reviews/{id}/sign",
                        "POST /operations/clients",
                        "POST /operations/clients/{id}",
                        "POST /operations/clients/{id}/secrets",
                        "POST /operations/clients/{id}/secrets/{secretId}/end",
                        "POST /operations/clients/{id}/status",
                        "POST /operations/factors",
                        "POST /operations/networks",
                        "POST /operations/people/{number}/lock",
                        "POST /operations/people/{number}/roles",
                        "POST /operations/people/{number}/roles/{role}/revoke",
                        "POST /operations/people/{number}/unlock",
                        "POST /operations/role-imports/{id}/apply",
                        "POST /payments/batches/{id}/approve",
                        "POST /payments/batches/{id}/release",
                        "POST /payments/ledger/postings/{id}/date/confirm",
                        "POST /payments/neft-layouts/{id}/put-in-force",
                        "POST /payments/reconciliation/items/{id}/confirm",
                        "POST /profile/bank-account",
                        "POST /profile/contact",
                        "POST /profile/numbers/{kind}/reading",
                        "POST /settings",
                        "POST /shared-numbers/{id}/reading",
                        "PUT /api/v1/accounts/{number}/roles/{role}",
                        "PUT /api/v1/me/bank-account",
                        "PUT /api/v1/me/contact",
                        "PUT /api/v1/role-networks/{role}");
    }

    Stream<Route> freshRoutes() {
        return routes().filter(Route::fresh);
    }

    @ParameterizedTest
    @MethodSource("freshRoutes")
    void asksAgainForAFactorThatIsNotFresh(Route route) throws Exception {
        Role role = Arrays.stream(Role.values())
                .filter(candidate -> candidate != Role.MEMBER && route.allows(candidate))
                .findFirst()
                .orElseThrow();
        clock.advance(Duration.ofMinutes(6));
        try {
            if (route.api()) {
                HttpResponse<String> answer = route.asApi(port, address(route), bearers.get(role), "{}");
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate"))
                        .get()
                        .asString()
                        .contains("insufficient_user_authentication", "max_age=300");
            } else {
                WebSession session = sessions.getOrDefault(role, new WebSession(port));
                HttpResponse<String> answer = route.asPage(session, address(route), Map.of());
                assertThat(answer.headers().firstValue("Location"))
                        .get()
                        .asString()
                        .endsWith("/second-factor");
            }
        } finally {
            clock.advance(Duration.ofMinutes(-6));
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void nobodyGetsInWithoutSigningIn(Route route) throws Exception {
        if (route.open()) {
            return;
        }
        if (route.api()) {
            assertThat(route.asApi(port, address(route), null, "{}").statusCode())
                    .as(route.toString())
                    .isEqualTo(401);
            return;
        }
        WebSession stranger = new WebSession(port);
        stranger.get("/sign-in");
        HttpResponse<String> answer = route.asPage(stranger, address(route), Map.of());
        assertThat(answer.statusCode()).as(route.toString()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).get().asString().contains("/sign-in");
    }

    private int status(Route route, Role role) throws IOException, InterruptedException {
        String bearer = route.path().equals(TAKES_TOKEN_BACK)
                ? StaffFactor.bearer(port, numbers.getOrDefault(role, ""), PASSWORD)
                : bearers.get(role);
        return route.api()
                ? route.asApi(port, address(route), bearer, "{}").statusCode()
                : route.asPage(sessions.getOrDefault(role, new WebSession(port)), address(route), Map.of())
                        .statusCode();
    }
}
