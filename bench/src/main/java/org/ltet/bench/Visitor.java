package org.ltet.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** One person at a browser: keeps cookies, sends back the token of the last page, notes every answer. */
final class Visitor {

    /** A request that was not answered as it should. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        private Failed(String message) {
            super(message);
        }
    }

    private static final String PASSWORD = "demo-Portal-2026";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern PUZZLE = Pattern.compile("data-puzzle=\"([^\"]+)\" data-bits=\"(\\d+)\"");
    private static final Pattern ALERT = Pattern.compile("role=\"alert\"[^>]*>(.{1,400}?)</", Pattern.DOTALL);

    private final String base;
    private final String number;
    private final boolean staff;
    private final PrintWriter requests;
    private HttpClient client = browser();
    private boolean signedIn;
    private boolean asked;
    private String csrf = "";
    private String lastCode = "";

    Visitor(String base, String number, boolean staff, PrintWriter requests) {
        this.base = base;
        this.number = number;
        this.staff = staff;
        this.requests = requests;
    }

    void signedIn() throws Failed, InterruptedException {
        if (signedIn) {
            return;
        }
        if (!asked) {
            client = browser();
        }
        String page = open("sign-in page", "/sign-in");
        asked = true;
        Map<String, String> fields = new HashMap<>(Map.of("number", number, "password", PASSWORD));
        // after an attempt that failed, or that was cut off in the middle, a browser is asked to work first
        Matcher puzzle = PUZZLE.matcher(page);
        if (puzzle.find()) {
            fields.put("_puzzle", puzzle.group(1));
            fields.put("_solution", solved(puzzle.group(1), Integer.parseInt(puzzle.group(2))));
        }
        send("sign in", "/sign-in", fields);
        asked = false;
        if (staff) {
            open("second factor", "/second-factor");
            String code = AppCode.now(number);
            while (code.equals(lastCode)) { // each code serves once
                Thread.sleep(500);
                code = AppCode.now(number);
            }
            lastCode = code;
            send("second factor given", "/second-factor", Map.of("code", code));
        }
        signedIn = true;
        open("home", "/");
    }

    String open(String name, String path) throws Failed {
        HttpResponse<String> answer = ask(name, HttpRequest.newBuilder(URI.create(base + path)).GET());
        if (answer.statusCode() != 200) {
            throw note(name, answer);
        }
        noted(name, "200");
        Matcher token = TOKEN.matcher(answer.body());
        if (token.find()) {
            csrf = token.group(1);
        }
        return answer.body();
    }

    /** @return where it leads */
    String send(String name, String path, Map<String, String> fields) throws Failed {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "_csrf=" + URLEncoder.encode(csrf, StandardCharsets.UTF_8) + "&", ""));
        return led(
                name,
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    void upload(String name, String path, byte[] file) throws Failed {
        String boundary = "----journey" + System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(Journeys.utf8("--" + boundary + "\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + csrf
                + "\r\n--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"paper.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n"));
        body.writeBytes(file);
        body.writeBytes(Journeys.utf8("\r\n--" + boundary + "--\r\n"));
        led(
                name,
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    String found(String page, Pattern pattern) throws Failed {
        Matcher matcher = pattern.matcher(page);
        if (!matcher.find()) {
            throw failed("page", "without " + pattern);
        }
        return matcher.group(1);
    }

    Failed failed(String name, String why) {
        noted(name, why.replaceAll("\\s+", " "));
        return new Failed(name + ": " + why);
    }

    private String led(String name, HttpRequest.Builder request) throws Failed {
        HttpResponse<String> answer = ask(name, request);
        String to = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() / 100 != 3 || to.contains("/sign-in")) {
            throw note(name, answer);
        }
        noted(name, Integer.toString(answer.statusCode()));
        return to;
    }

    private HttpResponse<String> ask(String name, HttpRequest.Builder request) throws Failed {
        try {
            return client.send(
                    request.timeout(Duration.ofSeconds(90)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw failed(name, "no answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(name, "interrupted");
        }
    }

    private Failed note(String name, HttpResponse<String> answer) {
        String to = answer.headers().firstValue("Location").orElse("");
        if (to.contains("/sign-in") || answer.statusCode() == 403 || answer.statusCode() == 401) {
            signedIn = false;
            return failed(name, "signed out");
        }
        if (name.startsWith("sign in")) {
            signedIn = false;
        }
        Matcher alert = ALERT.matcher(answer.body());
        return failed(
                name,
                answer.statusCode()
                        + (to.isEmpty() ? "" : " to " + to.replaceAll("[0-9a-f-]{36}", "…"))
                        + (alert.find() ? " " + alert.group(1).replaceAll("<[^>]*>", " ").strip() : ""));
    }

    private void noted(String name, String outcome) {
        requests.println(System.currentTimeMillis() + "\t" + number + "\t" + name + "\t" + outcome);
    }

    /** A number that makes the SHA-256 of "puzzle:number" begin with so many zero bits, 31 at most. */
    private static String solved(String puzzle, int bits) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (long number = 0; ; number++) {
                byte[] hash = digest.digest((puzzle + ":" + number).getBytes(StandardCharsets.UTF_8));
                if (Integer.numberOfLeadingZeros(ByteBuffer.wrap(hash).getInt()) >= bits) {
                    return Long.toString(number);
                }
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpClient browser() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new OfThisMachine()}, new SecureRandom());
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .cookieHandler(new CookieManager())
                    .sslContext(context)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate of the balancer was made a moment ago, on this machine. */
    private static final class OfThisMachine extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
