package org.ltet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.AllowAnyone;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.ltet.portal.web.ErrorPage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
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
    private final HttpClient client = HttpClient.newHttpClient();

    /** One route with its rule; no roles and not open means that the rule is missing. */
    record Route(
            RequestMethod method,
            String path,
            Set<Role> roles,
            boolean open,
            boolean signedIn,
            boolean ruled,
            boolean fresh) {

        boolean api() {
            return path.startsWith("/api/");
        }

        String address() {
            return path.replaceAll("\\{[^}]*[iI]d}", NO_SUCH_ID).replaceAll("\\{[^}]*}", "X99");
        }

        boolean allows(Role role) {
            return open || signedIn || roles.contains(role);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

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
        List<Route> routes = new ArrayList<>();
        for (RequestMappingHandlerMapping mapping : mappings) {
            mapping.getHandlerMethods().forEach((info, handler) -> {
                if (handler.getBeanType() == ErrorPage.class
                        || handler.getBeanType().getName().startsWith("org.springdoc.")) {
                    return;
                }
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                    for (String path : info.getPatternValues()) {
                        routes.add(route(method, path, handler));
                    }
                }
            });
        }
        return routes.stream().sorted((a, b) -> a.toString().compareTo(b.toString()));
    }

    private static Route route(RequestMethod method, String path, HandlerMethod handler) {
        Allow allow = handler.getMethodAnnotation(Allow.class);
        boolean signedIn = handler.hasMethodAnnotation(AllowSignedIn.class);
        boolean open = handler.hasMethodAnnotation(AllowAnyone.class);
        if (allow == null && !signedIn && !open) {
            allow = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Allow.class);
            signedIn = AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), AllowSignedIn.class);
            open = AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), AllowAnyone.class);
        }
        Set<Role> roles = allow == null ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(Arrays.asList(allow.value()));
        return new Route(
                method,
                path,
                roles,
                open,
                signedIn,
                allow != null || signedIn || open,
                handler.hasMethodAnnotation(FreshFactor.class));
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

    /** ACC-4: release of money, role changes, unmasking and changes of the factors themselves. */
    @Test
    void whatMovesMoneyOrRightsNeedsAFreshFactor() {
        assertThat(routes().filter(Route::fresh).map(Route::toString))
                .contains(
                        "POST /payments/batches/{id}/approve",
                        "POST /payments/batches/{id}/release",
                        "POST /api/v1/batches/{id}/approve",
                        "POST /api/v1/batches/{id}/release",
                        "POST /audit/entries/{key}/reading",
                        "POST /api/v1/audit-entries/{key}/readings",
                        "POST /operations/factors",
                        "POST /account/factors/app",
                        "POST /account/factors/app/remove",
                        "POST /account/factors/recovery-codes");
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
                HttpResponse<String> answer = api(route, bearers.get(role));
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate"))
                        .get()
                        .asString()
                        .contains("insufficient_user_authentication", "max_age=300");
            } else {
                WebSession session = sessions.getOrDefault(role, new WebSession(port));
                HttpResponse<String> answer = route.method() == RequestMethod.GET
                        ? session.get(route.address())
                        : session.post(route.address(), Map.of());
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
            assertThat(api(route, null).statusCode()).as(route.toString()).isEqualTo(401);
            return;
        }
        WebSession stranger = new WebSession(port);
        stranger.get("/sign-in");
        HttpResponse<String> answer = route.method() == RequestMethod.GET
                ? stranger.get(route.address())
                : stranger.post(route.address(), Map.of());
        assertThat(answer.statusCode()).as(route.toString()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).get().asString().contains("/sign-in");
    }

    private int status(Route route, Role role) throws IOException, InterruptedException {
        if (route.api()) {
            String bearer = route.path().equals(TAKES_TOKEN_BACK)
                    ? StaffFactor.bearer(port, numbers.getOrDefault(role, ""), PASSWORD)
                    : bearers.get(role);
            return api(route, bearer).statusCode();
        }
        WebSession session = sessions.getOrDefault(role, new WebSession(port));
        return (route.method() == RequestMethod.GET
                        ? session.get(route.address())
                        : session.post(route.address(), Map.of()))
                .statusCode();
    }

    private HttpResponse<String> api(Route route, @Nullable String bearer) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + route.address()))
                .header("Content-Type", "application/json")
                .header("If-Match", "\"1\"");
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        boolean withBody = route.method() != RequestMethod.GET && route.method() != RequestMethod.DELETE;
        request.method(
                route.method().name(),
                withBody ? HttpRequest.BodyPublishers.ofString("{}") : HttpRequest.BodyPublishers.noBody());
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
