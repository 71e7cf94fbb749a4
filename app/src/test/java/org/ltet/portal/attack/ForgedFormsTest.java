package org.ltet.portal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.Role;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.Route;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Made from the routes: a page that changes something takes no form that another site made up (SEC-4). */
@PortalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Forms that another site sends in the name of somebody who is signed in")
class ForgedFormsTest {

    private static final String NO_SUCH_ID = "01900000-0000-7000-8000-000000000000";

    /** A program says there who it is, by its credentials or its signature; no cookie counts. */
    private static final List<String> FOR_PROGRAMS =
            List.of("/oauth2/token", "/oauth2/revoke", "/hooks/payment-gateway");

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    List<RequestMappingHandlerMapping> mappings;

    private final Map<Role, WebSession> sessions = new EnumMap<>(Role.class);

    @BeforeAll
    void everyRoleIsSignedIn() {
        for (Role role : Role.values()) {
            sessions.put(role, People.signedIn(port, People.with(accounts, role)));
        }
    }

    Stream<Route> changing() {
        return Route.all(mappings).stream()
                .filter(route -> !route.api() && route.method() != RequestMethod.GET)
                .filter(route -> !FOR_PROGRAMS.contains(route.path()));
    }

    @Test
    void neitherSignSomebodyOutNorInAsSomebodyElse() {
        String number = People.with(accounts, Role.MEMBER);
        WebSession victim = People.signedIn(port, number);
        for (String token : List.of("", tokenOfTheAttacker())) {
            assertThat(victim.post("/sign-out", Map.of("_csrf", token)).statusCode())
                    .isEqualTo(403);
            Map<String, String> form = Map.of("number", number, "password", People.PASSWORD, "_csrf", token);
            assertThat(victim.post("/sign-in", form).statusCode()).isEqualTo(403);
        }
        assertThat(victim.get("/").statusCode()).as("still signed in").isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("changing")
    void areRefusedWithoutTheTokenOfThePageOrWithAnotherOnes(Route route) {
        Role role = Stream.of(Role.values()).filter(route::allows).findFirst().orElseThrow();
        WebSession victim = sessions.getOrDefault(role, new WebSession(port));
        String address = route.path().replaceAll("\\{[^}]*[iI]d}", NO_SUCH_ID).replaceAll("\\{[^}]*}", "X99");
        for (String token : List.of("", "0".repeat(60), tokenOfTheAttacker())) {
            HttpResponse<String> answer = victim.post(address, Map.of("_csrf", token));
            assertThat(answer.statusCode()).as("%s with token %s", route, token).isEqualTo(403);
        }
        assertThat(victim.get("/").statusCode()).as("still signed in").isEqualTo(200);
    }

    private String tokenOfTheAttacker() {
        String page = new WebSession(port).get("/sign-in").body();
        return page.replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
    }
}
