package org.ltet.portal.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes every POST of the API safe to repeat: with the same Idempotency-Key the work is done once and the first answer
 * is given again (ITG-7). The same key with another request is refused; so is a key whose first request was interrupted,
 * or failed on our side after it had begun to commit, because its work may have been done: nothing is ever done twice for
 * one key.
 */
@Component
class IdempotencyFilter extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";
    private static final int LONGEST_BODY = 2 * 1024 * 1024;
    private static final RequestMatcher POST_OF_THE_API =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/api/**");
    private static final String NOBODY_KNOWS =
            "The first request with this Idempotency-Key was interrupted, and nobody knows whether its work was done. Look"
                    + " whether it was; if not, send it again with a new key.";

    private final IdempotencyKeys keys;
    private final JsonMapper json;

    IdempotencyFilter(IdempotencyKeys keys, JsonMapper json) {
        this.keys = keys;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !POST_OF_THE_API.matches(request)
                || request.getHeader(HEADER) == null
                || request.getUserPrincipal() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER);
        Principal principal = request.getUserPrincipal();
        if (!key.matches("[\\x21-\\x7e]{1,100}")) {
            refuse(response, HttpStatus.BAD_REQUEST, "The Idempotency-Key has 1 to 100 visible ASCII characters.");
            return;
        }
        HttpServletRequest repeatable = request;
        byte[] body = new byte[0];
        if (!isMultipart(request)) {
            body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
            if (body.length > LONGEST_BODY) {
                refuse(response, HttpStatus.CONTENT_TOO_LARGE, "The request is larger than 2 MB.");
                return;
            }
            repeatable = new RepeatableRequest(request, body);
        }
        byte[] hash;
        try {
            hash = hash(request, body);
        } catch (IllegalStateException | ServletException | IOException unreadable) {
            refuse(response, HttpStatus.BAD_REQUEST, "The parts of the request cannot be read.");
            return;
        }
        if (keys.begin(principal.getName(), key, hash)) {
            firstTime(repeatable, response, chain, principal.getName(), key);
        } else {
            again(response, keys.find(principal.getName(), key), hash);
        }
    }

    private void firstTime(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, String principal, String key)
            throws ServletException, IOException {
        ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
        boolean answered = false;
        try {
            chain.doFilter(request, kept);
            // one who comes too often is told when to come again, and does so with the same key
            answered = kept.getStatus() < HttpStatus.INTERNAL_SERVER_ERROR.value()
                    && kept.getStatus() != HttpStatus.TOO_MANY_REQUESTS.value();
        } finally {
            if (answered) {
                keys.finish(
                        principal,
                        key,
                        kept.getStatus(),
                        kept.getContentType(),
                        kept.getHeader(HttpHeaders.LOCATION),
                        kept.getHeader(HttpHeaders.ETAG),
                        kept.getContentAsByteArray());
            } else if (CommitsOfRequests.mayHaveCommitted(request)) {
                keys.finish(
                        principal,
                        key,
                        HttpStatus.CONFLICT.value(),
                        MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        null,
                        null,
                        json.writeValueAsBytes(ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, NOBODY_KNOWS)));
            } else {
                keys.forget(principal, key);
            }
            kept.copyBodyToResponse();
        }
    }

    private void again(HttpServletResponse response, IdempotencyKeys.Kept kept, byte[] hash) throws IOException {
        if (!Arrays.equals(kept.requestHash(), hash)) {
            refuse(
                    response,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "This Idempotency-Key was used for another request. Take a new key.");
        } else if (kept.status() == null && keys.died(kept)) {
            refuse(response, HttpStatus.CONFLICT, NOBODY_KNOWS);
        } else if (kept.status() == null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "2");
            refuse(response, HttpStatus.CONFLICT, "The first request with this Idempotency-Key is still under way.");
        } else {
            response.setStatus(kept.status());
            response.setHeader("Idempotency-Replayed", "true");
            setIfPresent(response, HttpHeaders.CONTENT_TYPE, kept.contentType());
            setIfPresent(response, HttpHeaders.LOCATION, kept.location());
            setIfPresent(response, HttpHeaders.ETAG, kept.etag());
            if (kept.body() != null) {
                response.getOutputStream().write(kept.body());
            }
        }
    }

    private static void setIfPresent(HttpServletResponse response, String header, @Nullable String value) {
        if (value != null) {
            response.setHeader(header, value);
        }
    }

    private static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    private void refuse(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), ProblemDetail.forStatusAndDetail(status, detail));
    }

    /** Of an upload every part is hashed: two files of the same size are two requests. */
    private static byte[] hash(HttpServletRequest request, byte[] body) throws IOException, ServletException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String head = request.getRequestURI() + "\n" + request.getQueryString() + "\n"
                    + request.getHeader(HttpHeaders.IF_MATCH) + "\n";
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            if (isMultipart(request)) {
                for (Part part : request.getParts()) {
                    String ofPart = "\n" + part.getName() + "\n" + part.getSubmittedFileName() + "\n"
                            + part.getContentType() + "\n" + part.getSize() + "\n";
                    digest.update(ofPart.getBytes(StandardCharsets.UTF_8));
                    try (InputStream content = part.getInputStream()) {
                        content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
                    }
                }
            }
            return digest.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request whose body was read already and can be read again. */
    private static final class RepeatableRequest extends HttpServletRequestWrapper {

        private final byte[] body;

        RepeatableRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("The API reads its requests in one go");
                }

                @Override
                public int read() {
                    return bytes.read();
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
