package org.ltet.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.testing.PortalTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;

@PortalTest
@DisplayName("Pages come packed to browsers that can unpack them")
class GzipTest {

    @LocalServerPort
    int port;

    @Test
    void aPackedPageIsTheSamePage() throws Exception {
        HttpResponse<byte[]> packed = signInPage("gzip, deflate, br");
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.headers().allValues("Vary")).contains("Accept-Encoding");
        assertThat(packed.headers().firstValueAsLong("Content-Length")).hasValue(packed.body().length);
        String page = new String(unpacked(packed.body()), StandardCharsets.UTF_8);
        assertThat(page.strip()).startsWithIgnoringCase("<!doctype html>").endsWith("</html>");

        HttpResponse<byte[]> plain = signInPage("gzip;q=0");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.headers().allValues("Vary")).anyMatch("Accept-Encoding"::equalsIgnoreCase);
        assertThat(plain.body().length).isGreaterThan(packed.body().length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "gzip | true",
                "br, GZIP;q=0.5 | true",
                "gzip; q=1.0 | true",
                "gzip;q=0 | false",
                "gzip;q=0.000 | false",
                "br, deflate | false",
                "x-gzip-not | false",
                "none | false"
            })
    void isDoneOnlyWhereItIsAccepted(String accepted, boolean done) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (accepted != null) {
            request.addHeader("Accept-Encoding", accepted);
        }
        assertThat(Gzip.isAccepted(request)).isEqualTo(done);
    }

    @Test
    void packsManyPagesAtOnceAndWhatDoesNotGetSmaller() throws Exception {
        Gzip gzip = new Gzip();
        List<Callable<Boolean>> pages = IntStream.range(0, 400)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    byte[] content = new byte[i * 101];
                    new Random(i).nextBytes(content);
                    return Arrays.equals(content, unpacked(gzip.pack(content, content.length)));
                })
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<Boolean> same : threads.invokeAll(pages)) {
                assertThat(same.get()).isTrue();
            }
        }
    }

    private HttpResponse<byte[]> signInPage(String accepted) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sign-in"))
                            .header("Accept-Encoding", accepted)
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }
}
