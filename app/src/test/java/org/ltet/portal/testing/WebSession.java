package org.ltet.portal.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A browser without pictures: keeps cookies, sends the CSRF token of the page it saw last, follows no redirect. */
public final class WebSession {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final int port;
    private String base;
    private final HttpClient client;
    private String csrf = "";
    private Map<String, String> puzzle = Map.of();
    private boolean script = true;
    private @Nullable String referer;
    private String shown = "/";

    public WebSession(int port) {
        this.port = port;
        this.base = "http://127.0.0.1:" + port;
        this.client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Signs in, with the second factor where the person needs one, and fails when that was refused. */
    public static WebSession signedIn(int port, String number, String password) {
        WebSession session = withPassword(port, number, password);
        String location = session.get("/").headers().firstValue("Location").orElse("");
        if (location.contains("/second-factor")) {
            session.giveFactor(number);
            session.get("/");
        }
        return session;
    }

    /** Signs in with the password only. */
    public static WebSession withPassword(int port, String number, String password) {
        WebSession session = new WebSession(port);
        session.get("/sign-in");
        HttpResponse<String> answer = session.post("/sign-in", Map.of("number", number, "password", password));
        String location = answer.headers().firstValue("Location").orElse("");
        if (location.contains("sign-in")) {
            throw new IllegalStateException("Sign-in of " + number + " was refused: " + location);
        }
        return session;
    }

    /** From now on no script runs: puzzles stay unsolved. */
    public WebSession withoutScript() {
        script = false;
        return this;
    }

    /** Goes on with the same cookies at another node. */
    public WebSession on(int port) {
        base = "http://127.0.0.1:" + port;
        return this;
    }

    /** The page that the next requests come from. */
    public void from(String page) {
        referer = page;
    }

    /** Gives a code of the person's authenticator app; returns where the portal leads to. */
    public String giveFactor(String number) {
        String code = StaffFactor.code(port, number);
        get("/second-factor");
        HttpResponse<String> answer = post("/second-factor", Map.of("code", code));
        return answer.headers()
                .firstValue("Location")
                .map(location -> location.replaceFirst("^" + base, ""))
                .orElseThrow(() -> new IllegalStateException("The second factor of " + number + " was refused"));
    }

    public HttpResponse<String> get(String path) {
        shown = path;
        return send(request(path).GET());
    }

    /** A file as it comes. */
    public byte[] download(String path) {
        try {
            return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The changing part of a page, as HTMX asks for it. */
    public HttpResponse<String> getPart(String path) {
        return send(request(path).header("HX-Request", "true").GET());
    }

    /** A form as a browser sends it. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("_csrf", csrf);
        puzzle.forEach(all::putIfAbsent);
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(all))));
    }

    /** A form in which several fields have one name. */
    public HttpResponse<String> post(String path, List<Map.Entry<String, String>> fields) {
        List<Map.Entry<String, String>> all = new ArrayList<>(fields);
        all.add(Map.entry("_csrf", csrf));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(all))));
    }

    /** JSON as a script of the page sends it. */
    public HttpResponse<String> postJson(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", csrf)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A form as HTMX sends it, which takes a part of the answer into the page. */
    public HttpResponse<String> postPart(String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("_csrf", csrf);
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("HX-Request", "true")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(all))));
    }

    /** A form with one file, as a browser sends it. */
    public HttpResponse<String> upload(String path, Map<String, String> fields, String part, String name, byte[] file) {
        return upload(path, fields, part, Map.of(name, file));
    }

    /** A form with these files, by name, as a browser sends it from the page that it showed last. */
    public HttpResponse<String> upload(
            String path, Map<String, String> fields, String part, Map<String, byte[]> files) {
        String boundary = "----portal-test-boundary";
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("_csrf", csrf);
        List<HttpRequest.BodyPublisher> body = new ArrayList<>();
        all.forEach((field, value) -> body.add(
                HttpRequest.BodyPublishers.ofString("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(boundary, field, value))));
        files.forEach((name, file) -> {
            body.add(HttpRequest.BodyPublishers.ofString(
                    "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                            .formatted(boundary, part, name)));
            body.add(HttpRequest.BodyPublishers.ofByteArray(file));
            body.add(HttpRequest.BodyPublishers.ofString("\r\n"));
        });
        body.add(HttpRequest.BodyPublishers.ofString("--" + boundary + "--\r\n"));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .setHeader("Referer", base + shown)
                .POST(HttpRequest.BodyPublishers.concat(body.toArray(HttpRequest.BodyPublisher[]::new))));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path));
        if (referer != null) {
            request.header("Referer", referer);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Matcher matcher = CSRF.matcher(answer.body());
            if (matcher.find()) {
                csrf = matcher.group(1);
            }
            puzzle = SolvedPuzzle.of(answer.body(), script);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(Map<String, String> fields) {
        return encoded(fields.entrySet());
    }

    private static String encoded(Collection<Map.Entry<String, String>> fields) {
        return fields.stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
