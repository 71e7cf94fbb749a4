package org.ltet.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import org.ltet.checks.Input;
import org.springframework.security.web.savedrequest.SavedRequest;

/** The page from which a form came, as the browser names it: after signing in nobody is led to another host. */
public final class ReturnToFuzz {

    private ReturnToFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        AtomicReference<Object> saved = new AtomicReference<>();
        ReturnTo.theFormOf(request(Input.text(input), saved));
        if (saved.get() instanceof SavedRequest request) {
            URI target = URI.create("https://portal.example/sign-in").resolve(request.getRedirectUrl());
            Input.holds("portal.example".equals(target.getHost()), "leads to " + target);
            Input.holds(
                    request.getRedirectUrl().startsWith("/")
                            && !request.getRedirectUrl().startsWith("//"),
                    "leads to " + request.getRedirectUrl());
        }
    }

    private static HttpServletRequest request(String referer, AtomicReference<Object> saved) {
        HttpSession session = (HttpSession) Proxy.newProxyInstance(
                ReturnToFuzz.class.getClassLoader(), new Class<?>[] {HttpSession.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("setAttribute")) {
                        saved.set(arguments[1]);
                    }
                    return null;
                });
        return (HttpServletRequest) Proxy.newProxyInstance(
                ReturnToFuzz.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> referer;
                    case "getServerName" -> "portal.example";
                    case "getSession" -> session;
                    default -> throw new IllegalStateException(method.getName());
                });
    }
}
