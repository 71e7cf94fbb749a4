package org.ltet.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

@PortalTest
@DisplayName("After a failure on our side nothing is done twice for one key (ITG-7)")
class IdempotencyFilterTest {

    @Autowired
    IdempotencyFilter filter;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    PlatformTransactionManager manager;

    @Autowired
    JdbcClient jdbc;

    private final String key = UUID.randomUUID().toString();
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void forgetRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void whoFailedAfterTheCommitIsToldThatNobodyKnows() throws Exception {
        assertThatThrownBy(() -> post(committing(true))).hasMessage("after the commit");
        MockHttpServletResponse again = post(committing(true));
        assertThat(again.getStatus()).isEqualTo(409);
        assertThat(again.getContentType()).isEqualTo("application/problem+json");
        assertThat(again.getContentAsString()).contains("nobody knows whether its work was done");
        assertThat(done).hasValue(1);
    }

    @Test
    void whoFailedBeforeAnythingWasCommittedMayTryAgainWithTheKey() throws Exception {
        assertThatThrownBy(() -> post((request, response) -> transactions.executeWithoutResult(status -> {
                    throw new IllegalStateException("before the commit");
                })))
                .hasMessage("before the commit");
        assertThat(post(committing(false)).getStatus()).isEqualTo(200);
        assertThat(done).hasValue(1);
    }

    @Test
    void whoCameTooOftenMayComeAgainWithTheKey() throws Exception {
        FilterChain throttled =
                (request, response) -> ((HttpServletResponse) response).setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        assertThat(post(throttled).getStatus()).isEqualTo(429);
        assertThat(post(committing(false)).getStatus()).isEqualTo(200);
        assertThat(done).hasValue(1);
    }

    @Test
    void readingAloneIsNoWork() throws Exception {
        TransactionTemplate reading = new TransactionTemplate(manager);
        reading.setReadOnly(true);
        assertThatThrownBy(() -> post((request, response) -> {
                    reading.executeWithoutResult(
                            status -> jdbc.sql("select 1").query().singleValue());
                    throw new IllegalStateException("after reading");
                }))
                .hasMessage("after reading");
        assertThat(post(committing(false)).getStatus()).isEqualTo(200);
    }

    private FilterChain committing(boolean fails) {
        return (request, response) -> {
            transactions.executeWithoutResult(status -> done.incrementAndGet());
            if (fails) {
                throw new IllegalStateException("after the commit");
            }
        };
    }

    private MockHttpServletResponse post(FilterChain chain) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/applications");
        request.addHeader(IdempotencyFilter.HEADER, key);
        request.setUserPrincipal(() -> "somebody");
        request.setContentType("application/json");
        request.setContent("{}".getBytes(StandardCharsets.UTF_8));
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, chain);
        return response;
    }
}
