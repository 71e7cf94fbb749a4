package org.ltet.portal.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.AllowAnyone;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.web.ErrorPage;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * One route of the portal with its rule; no roles and not open means that the rule is missing.
 *
 * @param fresh whether it asks again for the second factor
 * @param scope what a token needs for it; null where none covers it
 */
public record Route(
        RequestMethod method,
        String path,
        Set<Role> roles,
        boolean open,
        boolean signedIn,
        boolean ruled,
        boolean fresh,
        @Nullable InScope scope) {

    /** Between the parts of a body that is a form with files. */
    public static final String BOUNDARY = "the-border-of-parts";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** All routes that the portal has, made from its controllers. */
    public static List<Route> all(List<RequestMappingHandlerMapping> mappings) {
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
                        routes.add(of(method, path, handler));
                    }
                }
            });
        }
        routes.sort(Comparator.comparing(Route::toString));
        return routes;
    }

    private static Route of(RequestMethod method, String path, HandlerMethod handler) {
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
                handler.hasMethodAnnotation(FreshFactor.class),
                scope(handler));
    }

    private static @Nullable InScope scope(HandlerMethod handler) {
        InScope own = handler.getMethodAnnotation(InScope.class);
        return own == null ? AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), InScope.class) : own;
    }

    public boolean api() {
        return path.startsWith("/api/");
    }

    public boolean allows(Role role) {
        return open || signedIn || roles.contains(role);
    }

    /** Sends this form there in this session. */
    public HttpResponse<String> asPage(WebSession session, String address, Map<String, String> form) {
        return method == RequestMethod.GET ? session.get(address) : session.post(address, form);
    }

    /** Calls it with this token, or without one, for the first version of the object. */
    public HttpResponse<String> asApi(int port, String address, @Nullable String bearer, String body)
            throws IOException, InterruptedException {
        return asApi(port, address, bearer, body, "\"1\"");
    }

    /** The same for another version, by its ETag. */
    public HttpResponse<String> asApi(int port, String address, @Nullable String bearer, String body, String version)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                .header(
                        "Content-Type",
                        body.startsWith("--") ? "multipart/form-data; boundary=" + BOUNDARY : "application/json")
                .header("If-Match", version);
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        boolean withBody = method != RequestMethod.GET && method != RequestMethod.DELETE;
        request.method(
                method.name(),
                withBody ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
