package org.ltet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route that can change something or answers with a file says in audit-coverage.txt which entry it writes, or why
 * none: a new route fails here until it does. That the entries really are written, in the transaction of the change, is shown by the
 * tests of the modules and, for a whole journey, by watching all tables.
 */
@PortalTest
@DisplayName("Each state-changing route, each export, and its entry in the audit trail (SEC-2)")
class AuditCoverageTest {

    private static final Set<RequestMethod> CHANGING =
            Set.of(RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.DELETE);

    @Autowired
    List<RequestMappingHandlerMapping> mappings;

    @Test
    void everyChangingRouteIsAccountedFor() throws IOException {
        assertThat(routes()).containsExactlyInAnyOrderElementsOf(coverage().keySet());
    }

    @Test
    void everyActionNamedIsWrittenSomewhere() throws IOException {
        String sources;
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(AuditCoverageTest::read)
                    .collect(Collectors.joining());
        }
        coverage().forEach((route, actions) -> {
            if (!actions.startsWith("none: ")) {
                for (String action : actions.split(" ")) {
                    String start = action.substring(0, action.indexOf('.') + 1);
                    assertThat(sources.contains('"' + action + '"') || sources.contains('"' + start + "\" + "))
                            .as("%s writes %s", route, action)
                            .isTrue();
                }
            }
        });
    }

    private Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        for (RequestMappingHandlerMapping mapping : mappings) {
            mapping.getHandlerMethods().forEach((info, handler) -> {
                if (handler.getBeanType().getName().startsWith("org.ltet.")) {
                    for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                        if (CHANGING.contains(method) || method == RequestMethod.GET && isFile(handler.getMethod())) {
                            info.getPatternValues().forEach(path -> routes.add(method + " " + path));
                        }
                    }
                }
            });
        }
        return routes;
    }

    /** Whether it writes its answer itself, or gives bytes: a file that somebody takes out of the portal. */
    private static boolean isFile(Method handler) {
        String answer = handler.getGenericReturnType().getTypeName();
        boolean writes = handler.getReturnType() == void.class
                && Arrays.asList(handler.getParameterTypes()).contains(HttpServletResponse.class);
        return writes
                || answer.contains("byte[]")
                || answer.contains("core.io.Resource")
                || answer.contains("Streaming");
    }

    private static Map<String, String> coverage() throws IOException {
        Map<String, String> coverage = new TreeMap<>();
        try (InputStream file = Objects.requireNonNull(
                AuditCoverageTest.class.getResourceAsStream("/audit-coverage.txt"), "audit-coverage.txt")) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split(" = ", 2);
                    coverage.put(parts[0], parts[1]);
                }
            }
        }
        return coverage;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
