package org.ltet.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./portal start} as a stranger runs it, in a folder where nothing was built. Only Maven has a stand-in, which
 * puts in place what the build has packaged already.
 */
@DisplayName("The start command in an empty folder")
class StartCommandJourney {

    private static final Path FOLDER = Path.of("target", "start-command").toAbsolutePath();
    private static final Path OUTPUT = FOLDER.resolve("output.txt");
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final JsonMapper json = new JsonMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private String address = "";
    private @Nullable Process portal;

    @BeforeEach
    void copyWhatTheCommandNeeds() throws IOException {
        if (Files.exists(FOLDER)) {
            try (Stream<Path> files = Files.walk(FOLDER)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        for (String module : new String[] {"app", "simulators"}) {
            Files.createDirectories(FOLDER.resolve(module).resolve("src/main"));
            Files.copy(Path.of("..", module, "pom.xml"), FOLDER.resolve(module).resolve("pom.xml"));
        }
        Files.copy(Path.of("..", "pom.xml"), FOLDER.resolve("pom.xml"));
        Files.copy(Path.of("..", "portal"), FOLDER.resolve("portal"));
        Files.createDirectories(FOLDER.resolve("image"));
        Files.copy(
                Path.of("..", "image", "jvm.options"), FOLDER.resolve("image").resolve("jvm.options"));
        executable(FOLDER.resolve("portal"));
        Path maven = Files.createDirectory(FOLDER.resolve("bin")).resolve("mvn");
        Files.writeString(maven, """
                #!/bin/sh
                echo "$@" >>maven-calls
                for module in app simulators; do
                  mkdir -p $module/target && cp "%s"/$module/target/*-exec.jar $module/target/
                done
                """.formatted(Path.of("..").toAbsolutePath().normalize()));
        executable(maven);
    }

    @AfterEach
    void stop() throws InterruptedException {
        Process running = portal;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(40, TimeUnit.SECONDS)) {
                running.descendants().forEach(ProcessHandle::destroyForcibly);
                running.destroyForcibly();
            }
        }
    }

    @Test
    void buildsStartsTakesADocumentStopsAndKeepsEverything() throws Exception {
        start();
        assertThat(Files.readString(FOLDER.resolve("maven-calls"))).contains("package");
        assertThat(Files.readString(OUTPUT)).contains("10000001", "scrutiny officer");
        String token = token();
        String member = ask(token, "GET", "/api/v1/me", null).path("id").asString();
        String draft = ask(token, "POST", "/api/v1/applications", """
                {"schemeCode": "S13", "beneficiaryId": "%s"}""".formatted(member))
                .path("id")
                .asString();
        assertThat(upload(token, draft)).as("the checker of documents answers").isEqualTo(201);

        stop();
        assertThat(answers()).as("nothing is left running").isFalse();

        start();
        assertThat(Files.readString(OUTPUT)).doesNotContain("Building the portal", "Preparing");
        assertThat(ask(token(), "GET", "/api/v1/applications/" + draft + "/documents", null))
                .hasSize(1);
    }

    private void start() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder("./portal", "start", "--port", Integer.toString(port))
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(OUTPUT.toFile());
        Map<String, String> environment = builder.environment();
        environment.merge("PATH", FOLDER.resolve("bin").toString(), (path, own) -> own + ":" + path);
        Process started = builder.start();
        portal = started;
        address = "http://127.0.0.1:" + port;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(OUTPUT).contains("Stop with Ctrl+C")) {
            assertThat(started.isAlive()).as("%s", OUTPUT).isTrue();
            assertThat(System.nanoTime()).as("%s", OUTPUT).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(300);
        }
        assertThat(Files.readString(OUTPUT)).contains(address);
    }

    private String token() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(address + "/api/v1/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=10000001&password=" + RunningPortal.PASSWORD))
                        .build(),
                BodyHandlers.ofString());
        return json.readTree(answer.body()).path("access_token").asString();
    }

    private JsonNode ask(String token, String method, String path, @Nullable String body) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return json.readTree(answer.body());
    }

    private int upload(String token, String draft) throws Exception {
        String content = new String(Papers.pdf("Bill"), StandardCharsets.ISO_8859_1);
        String form = """
                --b\r
                Content-Disposition: form-data; name="type"\r
                \r
                HOSPITAL_BILL\r
                --b\r
                Content-Disposition: form-data; name="file"; filename="bill.pdf"\r
                Content-Type: application/pdf\r
                \r
                %s\r
                --b--\r
                """.formatted(content);
        URI application = URI.create(address + "/api/v1/applications/" + draft);
        String version = client.send(
                        HttpRequest.newBuilder(application)
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.discarding())
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        return client.send(
                        HttpRequest.newBuilder(URI.create(application + "/documents"))
                                .header("Authorization", "Bearer " + token)
                                .header("If-Match", version)
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .POST(BodyPublishers.ofString(form, StandardCharsets.ISO_8859_1))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private boolean answers() throws Exception {
        try {
            client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding());
            return true;
        } catch (ConnectException closed) {
            return false;
        }
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
