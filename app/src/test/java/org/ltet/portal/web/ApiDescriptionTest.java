package org.ltet.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PortalTest
@DisplayName("The description of the API tells what every program must know (ITG-7)")
class ApiDescriptionTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(59_000_000);
    private static final String PASSWORD = "a pass phrase for the description";

    @LocalServerPort
    private int port;

    @Autowired
    private Accounts accounts;

    @Autowired
    private JsonMapper json;

    private JsonNode api;

    @BeforeEach
    void reads() throws Exception {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, "A program's maker", null, PASSWORD, Accounts.everywhere(Role.MEMBER)));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/openapi.json"))
                .header("Authorization", "Bearer " + StaffFactor.bearer(port, number, PASSWORD))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            api = json.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    @Test
    void uploadsAreForms() {
        for (String path : List.of("/api/v1/applications/{id}/documents", "/api/v1/bank-statements")) {
            JsonNode content = operation(path, "post").at("/requestBody/content");
            assertThat(content.propertyNames()).as(path).containsExactly("multipart/form-data");
        }
    }

    @Test
    void everyPostTakesAnIdempotencyKeyAndEveryRefusalIsAProblem() {
        List<String> without = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                assertThat(operation.getValue().at("/responses/default/content").propertyNames())
                        .as(path.getKey())
                        .contains("application/problem+json");
                if (operation.getKey().equals("post") && header(operation.getValue(), "Idempotency-Key") == null) {
                    without.add(path.getKey());
                }
            }
        }
        assertThat(without).isEmpty();
    }

    @Test
    void aChangeNeedsTheVersionThatWasRead() {
        JsonNode version = header(operation("/api/v1/applications/{id}", "patch"), "If-Match");
        assertThat(Objects.requireNonNull(version).get("required").asBoolean()).isTrue();
    }

    @Test
    void everyCallNeedsATokenButThoseThatGiveOne() {
        assertThat(api.at("/components/securitySchemes/oauth2/flows").propertyNames())
                .containsExactlyInAnyOrder("clientCredentials", "authorizationCode");
        assertThat(api.get("security")).isNotEmpty();
        assertThat(operation("/api/v1/access/codes", "post").get("security")).isEmpty();
        assertThat(operation("/api/v1/applications", "get")
                        .at("/security/0/oauth2/0")
                        .asString())
                .isEqualTo("applications:read");
    }

    @Test
    void everyScopeOfTheListIsNeededSomewhereAndEveryOneNeededIsInTheList() {
        Set<String> listed = new TreeSet<>(api.at("/components/securitySchemes/oauth2/flows/authorizationCode/scopes")
                .propertyNames());
        Set<String> needed = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
            for (JsonNode operation : path.getValue()) {
                operation.at("/security/0/oauth2").forEach(scope -> needed.add(scope.asString()));
            }
        }
        assertThat(needed).isEqualTo(listed).hasSize(ApiScope.values().length);
    }

    private JsonNode operation(String path, String method) {
        return api.get("paths").get(path).get(method);
    }

    private static @Nullable JsonNode header(JsonNode operation, String name) {
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.get("name").asString().equals(name)) {
                return parameter;
            }
        }
        return null;
    }
}
