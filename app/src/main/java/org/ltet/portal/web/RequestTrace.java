package org.ltet.portal.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ltet.portal.shared.LogContext;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Names the trace of each request in the log (OPS-5), just inside of the filter that may follow it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class RequestTrace extends OncePerRequestFilter {

    private static final String ATTRIBUTE = RequestTrace.class.getName();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // the page of an error belongs to the request that failed
        String trace = request.getAttribute(ATTRIBUTE) instanceof String known
                ? known
                : LogContext.trace(request.getHeader("traceparent"));
        request.setAttribute(ATTRIBUTE, trace);
        LogContext.clear();
        MDC.put(LogContext.TRACE, trace);
        chain.doFilter(request, response);
        // not where it failed: the container tells of that when all filters are through, and the page of the error
        // clears it
        LogContext.clear();
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
