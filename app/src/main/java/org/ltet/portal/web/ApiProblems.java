package org.ltet.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.ltet.portal.shared.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Every error of the API as a problem detail (RFC 9457) with a stable code. */
@RestControllerAdvice(annotations = RestController.class)
@Order(1)
class ApiProblems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);

    private final MessageSource messages;

    ApiProblems(MessageSource messages) {
        this.messages = messages;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused refused, HttpServletRequest request) {
        Words words = new Words(messages, RequestContextUtils.getLocale(request));
        String key = "refused." + refused.code();
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                RefusedStatus.of(refused),
                words.has(key) ? words.t(key, refused.arguments().toArray()) : refused.code());
        problem.setType(URI.create("urn:ltet:problem:" + refused.code()));
        problem.setProperty("code", refused.code());
        if (refused.field() != null) {
            problem.setProperty("field", refused.field());
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.getStatus());
        refused.retryAfter().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds())));
        return answer.body(problem);
    }

    /** Left to the security filters, which know whether to refuse or to ask for a token. */
    @ExceptionHandler
    void denied(AccessDeniedException e) {
        throw e;
    }

    /** The same for a token whose account was closed meanwhile. */
    @ExceptionHandler
    void nobody(AuthenticationException e) {
        throw e;
    }

    /** Left to the filter that says when to try again. */
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        QueryTimeoutException.class,
        CannotCreateTransactionException.class
    })
    void outOfReach(RuntimeException e) {
        throw e;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e, HttpServletRequest request) {
        // the pattern, not the address: that may hold the number of a person
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        LOG.error("{} {} failed", request.getMethod(), route == null ? "before any route" : route, e);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "The portal could not do this. Nothing was changed. Try again later.");
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }
}
