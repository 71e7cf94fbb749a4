package org.ltet.portal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.Role;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests as no browser sends them, written byte by byte onto the line. */
@PortalTest
@DisplayName("Requests that say of themselves what is not so, and two requests in one")
class SpoofedRequestsTest {

    private static final String EVIL = "evil.example";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nContent-Length: 30\r\n",
                "Content-Length: 4, 30\r\n",
                "Content-Length: +4\r\n",
                "Content-Length: -1\r\n",
                "Content-Length : 4\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: identity, chunked, identity\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Host: other.example\r\n",
                "X-Name: a\rTransfer-Encoding: chunked\r\n",
                "X-Name: a\0b\r\n"
            })
    void aHeadThatCanBeReadInTwoWaysIsNotReadAtAll(String header) throws IOException {
        List<String> answers = send("POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header + "\r\n"
                + "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        assertThat(answers).as("one answer, and a refusal").hasSize(1);
        assertThat(answers.getFirst()).matches("HTTP/1.1 (400|501) ?.*");
    }

    @Test
    void lengthAndChunksTogetherSmuggleNothing() throws IOException {
        List<String> answers = send("POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 60\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        assertThat(answers).as("the connection ends with the first request").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host: evil.example\r\n",
                "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Port: 443\r\n",
                "Forwarded: host=evil.example;proto=https\r\n",
                "X-Forwarded-Prefix: //evil.example\r\n",
                "X-Original-URL: //evil.example/\r\n",
                "X-Rewrite-URL: //evil.example/\r\n"
            })
    void headersOfAProxyThatIsNoneLeadNobodyElsewhere(String header) throws IOException {
        String answer = whole("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header + "Connection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 302").doesNotContain(EVIL).doesNotContain("Location: https");
        String page = whole("GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header + "Connection: close\r\n\r\n");
        assertThat(page).startsWith("HTTP/1.1 200").doesNotContain(EVIL);
    }

    @Test
    void aHostThatIsNotOursStandsNowhereInTheAnswer() throws IOException {
        for (String path : List.of("/", "/sign-in", "/schemes", "/nothing-here", "/access/reset")) {
            assertThat(whole("GET " + path + " HTTP/1.1\r\nHost: " + EVIL + "\r\nConnection: close\r\n\r\n"))
                    .as(path)
                    .doesNotContain(EVIL);
        }
    }

    @Test
    void nobodyChoosesTheAddressThatIsWrittenDownForThem() throws IOException {
        String number = People.with(accounts, Role.MEMBER);
        String first = whole("GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        String token = first.replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        String cookie = first.replaceFirst("(?s).*Set-Cookie: (portal=[^;]+);.*", "$1");
        String form = "number=" + number + "&password=" + People.PASSWORD.replace(' ', '+') + "&_csrf="
                + java.net.URLEncoder.encode(token, StandardCharsets.UTF_8);
        String answer = whole("POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + cookie
                + "\r\nX-Forwarded-For: 203.0.113.66\r\nForwarded: for=203.0.113.66\r\nX-Real-IP: 203.0.113.66\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                + "\r\nConnection: close\r\n\r\n" + form);
        assertThat(answer).startsWith("HTTP/1.1 302").doesNotContain("/sign-in");
        assertThat(jdbc.sql("""
                        select s.address from identity.sign_in s join identity.account a on a.id = s.account_id
                        where a.employee_number = ?
                        """).param(number).query(String.class).list())
                .isNotEmpty()
                .noneMatch(address -> address.contains("203.0.113.66"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../actuator/env",
                "/assets/%2e%2e/actuator/env",
                "/assets/..%2factuator/env",
                "/assets/..;/actuator/env",
                "//evil.example/",
                "/%2f%2fevil.example/",
                "/sign-in;/../actuator/env",
                "/api/v1/../../actuator/env",
                "/assets/%00.css",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator"
            })
    void pathsWithDetoursOpenNothing(String path) throws IOException {
        String answer = whole("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.1 (400|404|302) ?.*").doesNotContain(EVIL);
        assertThat(answer).doesNotContain("java.version").doesNotContain("systemProperties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG"})
    void methodsThatNoPageUsesAreRefused(String method) throws IOException {
        assertThat(whole(method + " / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1.1 (400|405|501) ?.*");
    }

    /** The status lines of all answers that come. */
    private List<String> send(String request) throws IOException {
        return whole(request)
                .lines()
                .filter(line -> line.startsWith("HTTP/1.1 "))
                .toList();
    }

    private String whole(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(3_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8192];
            try {
                for (int read = socket.getInputStream().read(buffer);
                        read >= 0;
                        read = socket.getInputStream().read(buffer)) {
                    answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                }
            } catch (java.net.SocketTimeoutException | java.net.SocketException noMoreComes) {
                // an open line on which nothing more comes
            }
            return answer.toString();
        }
    }
}
