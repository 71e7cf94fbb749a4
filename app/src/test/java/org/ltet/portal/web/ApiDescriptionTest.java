package org.ltet.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PortalTest
@DisplayName("The description of the API tells what every program must know (ITG-7)")
class ApiDescriptionTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(59_000_000);
    private static final Map<String, String> STATUS_OF =
            Map.of("ok", "200", "created", "201", "accepted", "202", "noContent", "204");
    private static final String PASSWORD = "a pass phrase for the description";

    @LocalServerPort
    private int port;

    @Autowired
    private Accounts accounts;

    @Autowired
    private JsonMapper json;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

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
    void changesOfAnApplicationAndItsDocumentsNeedIt() {
        for (String path : List.of("/withdraw", "/discard", "/move-to-current-version", "/documents")) {
            assertThat(header(operation("/api/v1/applications/{id}" + path, "post"), "If-Match"))
                    .as(path)
                    .isNotNull();
        }
    }

    @Test
    void nothingButTheApiIsListed() {
        assertThat(api.get("paths").propertyNames())
                .contains("/api/v1/applications", "/.well-known/jwks.json")
                .allMatch(path -> path.startsWith("/api/v1/") || path.startsWith("/.well-known/"));
    }

    @Test
    void everyOperationSaysInOneLineWhatItDoes() {
        Map<String, String> summaries = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                summaries.put(
                        operation.getKey() + " " + path.getKey(),
                        operation.getValue().path("summary").asString(""));
            }
        }
        assertThat(summaries).hasSizeGreaterThan(170);
        assertThat(summaries).allSatisfy((_, summary) -> assertThat(summary).hasSizeBetween(8, 100));
    }

    @Test
    @DisplayName("what a handler answers is what is described: 201, 202 or 204 is not 200")
    void everyStatusIsTheOneThatIsAnswered() {
        JavaClasses classes = new ClassFileImporter().importPackages("org.ltet.portal");
        List<String> wrong = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        handlers.getHandlerMethods().forEach((route, handler) -> {
            String path = route.getPatternValues().iterator().next();
            JsonNode operation = api.get("paths").path(path);
            for (RequestMethod method : route.getMethodsCondition().getMethods()) {
                JsonNode described = operation.path(method.name().toLowerCase(Locale.ROOT));
                if (!path.startsWith("/api/v1/") || described.isMissingNode()) {
                    continue;
                }
                Set<String> answered = new TreeSet<>();
                answers(classes, handler.getMethod(), answered);
                seen.addAll(answered);
                Set<String> said = new TreeSet<>(described.get("responses").propertyNames());
                said.remove("default");
                if (!answered.isEmpty() && !said.equals(answered)) {
                    wrong.add(method + " " + path + " answers " + answered + ", described as " + said);
                }
            }
        });
        assertThat(seen).contains("200", "201", "202", "204");
        assertThat(wrong).isEmpty();
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

    /** The statuses that a handler makes itself, or that what it calls makes for it. */
    private static void answers(JavaClasses classes, Method handler, Set<String> statuses) {
        ResponseStatus declared = handler.getAnnotation(ResponseStatus.class);
        if (declared != null && handler.getReturnType() == void.class) {
            statuses.add(Integer.toString(declared.value().value()));
        }
        Deque<JavaMethod> open = new ArrayDeque<>();
        Set<JavaMethod> known = new HashSet<>();
        open.add(classes.get(handler.getDeclaringClass()).getMethod(handler.getName(), handler.getParameterTypes()));
        while (!open.isEmpty()) {
            JavaMethod method = open.remove();
            if (!known.add(method)) {
                continue;
            }
            for (JavaMethodCall call : method.getMethodCallsFromSelf()) {
                if (call.getTargetOwner().isEquivalentTo(ResponseEntity.class)) {
                    Optional.ofNullable(STATUS_OF.get(call.getName())).ifPresent(statuses::add);
                } else if (call.getTarget().getRawReturnType().isEquivalentTo(ResponseEntity.class)) {
                    call.getTarget().resolveMember().ifPresent(open::add);
                }
            }
        }
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
