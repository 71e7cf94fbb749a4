package org.ltet.portal.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the database or Redis does not answer, says so and when to try again (OPS-4): 503, not an error of the portal's
 * own. Outside of all other filters, and with a page that needs neither of the two.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OutOfReach extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(OutOfReach.class);
    private static final String AGAIN_SECONDS = "30";

    private final MessageSource messages;
    private final Templates templates;
    private final LocaleResolver languages;
    private final JsonMapper json;

    OutOfReach(MessageSource messages, Templates templates, LocaleResolver languages, JsonMapper json) {
        this.messages = messages;
        this.templates = templates;
        this.languages = languages;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (response.isCommitted() || !isCauseOf(e)) {
                throw e;
            }
            LOG.error("{} was not served: what it needs does not answer", request.getMethod(), e);
            answer(request, response);
        }
    }

    static boolean isCauseOf(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof QueryTimeoutException
                    || cause instanceof CannotCreateTransactionException) {
                return true;
            }
        }
        return false;
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Words words = new Words(messages, languages.resolveLocale(request));
        String text = words.t("error.503");
        response.resetBuffer();
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, AGAIN_SECONDS);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        byte[] body;
        if (request.getRequestURI().startsWith("/api/")) {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            body = json.writeValueAsBytes(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, text));
        } else {
            response.setContentType("text/html;charset=UTF-8");
            body = templates
                    .render(
                            "web/error",
                            Map.of("page", bare(words, request), "status", response.getStatus(), "text", text))
                    .getBytes(StandardCharsets.UTF_8);
        }
        // of the answer that was being made when the session could not be kept
        response.setHeader(HttpHeaders.CONTENT_ENCODING, null);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Without the person: who that is would be asked of what does not answer. */
    private static Page bare(Words words, HttpServletRequest request) {
        return new Page(words, null, request.getRequestURI(), "", List.of(), null, false, false, 0);
    }
}
