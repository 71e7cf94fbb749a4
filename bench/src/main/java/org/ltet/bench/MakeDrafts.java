package org.ltet.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes complete drafts of hospital stays through the portal's API and writes a line "id cookie csrf version" for each,
 * so that handing them in can be measured alone: MakeDrafts ADDRESS PASSWORD MEMBERS.CSV NUMBER FILE.
 */
public final class MakeDrafts {

    private static final int MEMBERS = 40;
    private static final int AT_ONCE = 4;

    private final String base;
    private final String number;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();
    private final String token;
    private final String csrf;
    private final String memberId;
    private final String account;

    private MakeDrafts(String base, String number, String password) throws IOException, InterruptedException {
        this.base = base;
        this.number = number;
        Map<String, String> credentials = Map.of("username", number, "password", password, "grant_type", "password");
        String page = send(request("/sign-in").GET());
        send(request("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(form(Map.of(
                        "number", number, "password", password, "_csrf", found(page, "_csrf\" value=\"([^\"]+)")))));
        this.csrf = found(send(request("/schemes").GET()), "_csrf\" value=\"([^\"]+)");
        this.token = found(
                send(request("/api/v1/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(form(credentials))),
                "\"access_token\":\"([^\"]+)");
        String me = send(api("/me").GET());
        this.memberId = found(me, "\"id\":\"([^\"]+)");
        this.account = found(me, "\"bankAccount\":\\{\"id\":\"([^\"]+)");
    }

    /** Runs as the class says. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        List<String> numbers = Files.readAllLines(Path.of(arguments[2])).stream()
                .filter(line -> line.endsWith(",true"))
                .map(line -> line.substring(0, line.indexOf(',')))
                .limit(MEMBERS)
                .toList();
        int each = Math.ceilDiv(Integer.parseInt(arguments[3]), numbers.size());
        List<String> lines = new ArrayList<>();
        try (ExecutorService hands = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<List<String>>> made = new ArrayList<>();
            for (String number : numbers) {
                made.add(hands.submit(() -> {
                    MakeDrafts member = new MakeDrafts(arguments[0], number, arguments[1]);
                    List<String> own = new ArrayList<>();
                    for (int i = 0; i < each; i++) {
                        own.add(member.draft());
                    }
                    return own;
                }));
            }
            for (Future<List<String>> own : made) {
                lines.addAll(own.get());
            }
        }
        Collections.shuffle(lines);
        Files.write(Path.of(arguments[4]), lines);
    }

    private String draft() throws IOException, InterruptedException {
        LocalDate discharge = LocalDate.now().minusDays(20);
        String id = found(
                send(json(
                        api("/applications"),
                        "POST",
                        "{\"schemeCode\":\"S13\",\"beneficiaryId\":\"" + memberId + "\"}")),
                "\"id\":\"([^\"]+)");
        String path = "/applications/" + id;
        change(path, "PATCH", """
                {"answers":{"hospital":"Jeevan Jyoti Hospital","surgery":"Hernia repair","listedDisease":"false",
                "admissionDate":"%s","dischargeDate":"%s"},"bankAccountId":"%s"}
                """.formatted(discharge.minusDays(3), discharge, account));
        for (String head : List.of("SURGEON", "MEDICINES")) {
            change(path + "/lines", "POST", """
                    {"head":"%s","billNumber":"%s-%d","billDate":"%s","vendor":"Jeevan Jyoti Hospital","claimed":"20500.00"}
                    """.formatted(
                            head, number, ThreadLocalRandom.current().nextLong(1L << 40), discharge));
        }
        for (String type : List.of("HOSPITAL_BILL", "DISCHARGE_SUMMARY")) {
            upload(path + "/documents", type);
        }
        return id + " " + cookie() + " " + csrf + " " + version(path);
    }

    private void change(String path, String method, String body) throws IOException, InterruptedException {
        String draft = path.replaceAll("/lines$", "");
        send(json(api(path).header("If-Match", "\"" + version(draft) + "\""), method, body));
    }

    private String version(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(api(path).GET().build(), BodyHandlers.ofString());
        return answer.headers().firstValue("ETag").orElseThrow().replace("\"", "");
    }

    private void upload(String path, String type) throws IOException, InterruptedException {
        String boundary = "bench-boundary-of-parts";
        String head = """
                --%1$s\r\nContent-Disposition: form-data; name="type"\r\n\r\n%2$s\r\n--%1$s\r\n\
                Content-Disposition: form-data; name="file"; filename="%2$s.pdf"\r\nContent-Type: application/pdf\r\n\r\n\
                """.formatted(boundary, type);
        send(api(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofByteArray(Paper.scanned()),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"))));
    }

    private String cookie() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("portal"))
                .map(HttpCookie::getValue)
                .map(value -> "portal=" + value)
                .findFirst()
                .orElseThrow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private HttpRequest.Builder api(String path) {
        return request("/api/v1" + path).header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request, String method, String body) {
        return request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
    }

    private static HttpRequest.BodyPublisher form(Map<String, String> fields) {
        return BodyPublishers.ofString(fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IOException(answer.statusCode() + " at " + answer.uri() + ": " + answer.body());
        }
        return answer.body();
    }

    private static String found(String text, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IOException("No " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
