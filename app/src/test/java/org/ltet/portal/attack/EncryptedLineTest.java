package org.ltet.portal.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.PortalApplication;
import org.ltet.portal.testing.TestDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The portal with a certificate of its own, and behind a proxy that has one (SEC-1). */
@DisplayName("TLS")
class EncryptedLineTest {

    private static final String STORE_PASSWORD = "for-this-test-only";

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext portal;
    private static ConfigurableApplicationContext behindProxy;
    private static SSLContext trusting;
    private static int plainPort;

    @BeforeAll
    static void startTwoPortals() throws Exception {
        KeyStore store = certificate();
        trusting = trusting(store);
        plainPort = freePort();
        Map<String, Object> database = TestDatabase.freshDatabase();
        portal = start(
                database,
                "--spring.profiles.active=tls",
                "--server.port=" + freePort(),
                "--portal.web.plain-port=" + plainPort,
                "--portal.tls.certificate=file:" + folder.resolve("cert.pem"),
                "--portal.tls.private-key=file:" + folder.resolve("key.pem"));
        behindProxy = start(
                database,
                "--spring.profiles.active=proxy",
                "--server.port=0",
                "--portal.proxy.addresses=127\\.0\\.0\\.1");
    }

    @AfterAll
    static void stop() {
        behindProxy.close();
        portal.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void speaksModernVersionsWithForwardSecrecyOnly(String version) throws Exception {
        String page = get(new String[] {version}, null);
        assertThat(page).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void refusesOldVersions(String version) {
        assertThatThrownBy(() -> get(new String[] {version}, null)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesSuitesWithoutForwardSecrecyOrWithOldCiphers() {
        String[] weak = Arrays.stream(trusting.getSupportedSSLParameters().getCipherSuites())
                .filter(suite -> suite.startsWith("TLS_RSA_")
                        || suite.contains("_CBC_")
                        || suite.contains("_3DES_")
                        || suite.contains("_NULL_")
                        || suite.contains("_anon_"))
                .toArray(String[]::new);
        assertThat(weak).isNotEmpty();
        assertThatThrownBy(() -> get(new String[] {"TLSv1.2"}, weak)).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void tellsBrowsersToComeEncryptedOnlyAndKeepsCookiesOffOpenLines() throws Exception {
        String page = get(new String[] {"TLSv1.3"}, null);
        assertThat(page).containsPattern("Strict-Transport-Security: max-age=31536000");
        assertThat(cookies(page))
                .isNotEmpty()
                .allMatch(cookie -> cookie.contains("Secure") && cookie.startsWith("Set-Cookie: __Host-"));
    }

    @Test
    void leadsFromTheOpenLineToTheEncryptedOne() throws Exception {
        String answer = plain(plainPort, "GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1:" + plainPort + "\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 302")
                .contains("Location: https://127.0.0.1:" + port(portal) + "/sign-in");
        assertThat(cookies(answer)).isEmpty();
    }

    @Test
    void behindAProxyCountsWhatTheProxySaysOfTheLine() throws Exception {
        String page = plain(
                port(behindProxy),
                "GET /sign-in HTTP/1.1\r\nHost: portal.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 203.0.113.7\r\n");
        assertThat(page).startsWith("HTTP/1.1 200").contains("Strict-Transport-Security");
        assertThat(cookies(page))
                .isNotEmpty()
                .allMatch(cookie -> cookie.contains("Secure") && cookie.startsWith("Set-Cookie: __Host-"));
    }

    private static List<String> cookies(String answer) {
        return answer.lines()
                .filter(line -> line.regionMatches(true, 0, "Set-Cookie:", 0, 11))
                .toList();
    }

    private static String get(String[] versions, String @org.jspecify.annotations.Nullable [] suites)
            throws IOException {
        try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", port(portal))) {
            socket.setEnabledProtocols(versions);
            if (suites != null) {
                socket.setEnabledCipherSuites(suites);
            }
            socket.startHandshake();
            assertThat(socket.getSession().getCipherSuite()).matches("TLS_(ECDHE_.*|AES.*|CHACHA20.*)(GCM|POLY1305).*");
            return speak(socket, "GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        }
    }

    private static String plain(int port, String head) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return speak(socket, head);
        }
    }

    private static String speak(Socket socket, String head) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static ConfigurableApplicationContext start(Map<String, Object> database, String... further) {
        List<String> arguments = new ArrayList<>(List.of(further));
        arguments.addAll(List.of(
                "--portal.data-directory=target/test-data-tls",
                "--portal.jobs.enabled=false",
                "--spring.main.banner-mode=off"));
        database.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return new SpringApplicationBuilder(PortalApplication.class).run(arguments.toArray(String[]::new));
    }

    private static int port(ConfigurableApplicationContext node) {
        return Integer.parseInt(Objects.requireNonNull(node.getEnvironment().getProperty("local.server.port")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** Made by the JDK's own tool, for this run only. */
    private static KeyStore certificate() throws Exception {
        Path file = folder.resolve("portal.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "portal",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance(file.toFile(), STORE_PASSWORD.toCharArray());
        pem("cert.pem", "CERTIFICATE", store.getCertificate("portal").getEncoded());
        pem(
                "key.pem",
                "PRIVATE" + " KEY",
                store.getKey("portal", STORE_PASSWORD.toCharArray()).getEncoded());
        return store;
    }

    private static void pem(String name, String kind, byte[] content) throws IOException {
        Files.writeString(
                folder.resolve(name),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind));
    }

    private static SSLContext trusting(KeyStore store) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("portal", store.getCertificate("portal"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trusted);
        TrustManager[] managers = factory.getTrustManagers();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context;
    }
}
