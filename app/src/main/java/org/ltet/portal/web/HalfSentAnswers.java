package org.ltet.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * An answer that fails after its first part went out can neither be taken back nor told as an error: no page and no
 * problem detail is written behind it. The line is cut instead, so that nobody takes what came for the whole.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HalfSentAnswers implements HandlerExceptionResolver {

    /** The container closes the connection at once when it sees this after the first byte. */
    static final class BrokenOff extends RuntimeException {
        BrokenOff(Exception cause) {
            super("An answer broke off after its beginning was sent", cause);
        }
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failed) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failed)) {
            // nobody is there to be told
            return new ModelAndView();
        }
        if (response.isCommitted()
                && !(failed instanceof AsyncRequestTimeoutException)
                && !(failed instanceof AsyncRequestNotUsableException)) {
            throw new BrokenOff(failed);
        }
        return null;
    }
}
