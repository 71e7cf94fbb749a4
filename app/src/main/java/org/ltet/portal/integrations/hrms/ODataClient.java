package org.ltet.portal.integrations.hrms;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ltet.portal.operations.Calls;
import org.ltet.portal.people.spi.HrmsUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Reads one address at a time, again and again with growing pauses where the HR system or the network fails. What it
 * refuses (a 4xx other than "too many requests") is not asked for again.
 */
final class ODataClient {

    private static final Logger LOG = LoggerFactory.getLogger(ODataClient.class);

    /** Turns an answer's body into a value while it arrives. */
    interface Reader<T> {
        T read(InputStream body, Instant serverTime) throws IOException;
    }

    /** An answer that says the HR system is unwell, worth another try. */
    private static final class Unwell extends IOException {
        Unwell(HttpStatusCode status) {
            super("answered " + status.value());
        }
    }

    /** An answer that another try would not change. */
    static final class RefusedByHrms extends HrmsUnavailable {
        RefusedByHrms(URI address, HttpStatusCode status) {
            super("The HR system refused " + address.getPath() + " with " + status.value(), null);
        }
    }

    private final RestClient client;
    private final Calls calls;
    private final RetryTemplate retry;
    private final Clock clock;

    ODataClient(HrmsProperties properties, Calls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(properties.readTimeout());
        this.client = RestClient.builder()
                .requestFactory(requests)
                .defaultHeaders(headers -> {
                    headers.setBasicAuth(properties.user(), properties.password());
                    headers.setAccept(List.of(MediaType.APPLICATION_JSON));
                })
                .build();
        this.retry = new RetryTemplate(RetryPolicy.builder()
                .maxRetries(properties.tries() - 1L)
                .delay(properties.firstPause())
                .multiplier(2)
                .jitter(properties.firstPause().dividedBy(4))
                .maxDelay(properties.firstPause().multipliedBy(32))
                .predicate(failure -> !(failure instanceof RefusedByHrms))
                .build());
    }

    <T> T get(String entity, URI address, Reader<T> reader) {
        try {
            T value = retry.execute(() -> calls.to("hrms", entity, headers -> once(address, headers, reader)));
            if (value == null) {
                throw new IllegalStateException("no value was read from " + address.getPath());
            }
            return value;
        } catch (RetryException e) {
            Throwable last = e.getCause() == null ? e : e.getCause();
            if (last instanceof RefusedByHrms refused) {
                throw refused;
            }
            throw new HrmsUnavailable("The HR system failed at " + address.getPath() + ": " + words(last), last);
        }
    }

    private <T> T once(URI address, Map<String, String> headers, Reader<T> reader) throws IOException {
        try {
            return client.get()
                    .uri(address)
                    .headers(all -> headers.forEach(all::set))
                    .exchange((request, response) -> {
                        HttpStatusCode status = response.getStatusCode();
                        if (status.is5xxServerError() || status.value() == 429) {
                            throw new Unwell(status);
                        }
                        if (!status.is2xxSuccessful()) {
                            throw new RefusedByHrms(address, status);
                        }
                        long date = response.getHeaders().getFirstDate(HttpHeaders.DATE);
                        Instant serverTime = date < 0 ? clock.instant() : Instant.ofEpochMilli(date);
                        return reader.read(response.getBody(), serverTime);
                    });
        } catch (RuntimeException e) {
            LOG.info("The HR system failed at {}: {}", address.getPath(), words(e));
            throw e;
        }
    }

    /** The innermost cause's words, without addresses of records or values. */
    private static String words(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
