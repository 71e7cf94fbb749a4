package org.ltet.simulators.faults;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Strikes requests to the simulated systems; their administration is spared. */
final class FaultFilter extends OncePerRequestFilter {

    private static final int UNPROCESSABLE = 422;
    private static final String CUT = FaultFilter.class.getName() + ".cut";

    private final FaultBoard board;

    private FaultFilter(FaultBoard board) {
        this.board = board;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        Fault fault = board.strike(path.substring(1, path.indexOf('/', 1)), request.getMethod(), path);
        if (fault == null) {
            chain.doFilter(request, response);
            return;
        }
        switch (fault.kind()) {
            case HTTP_500 -> fail(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            case HTTP_400 -> {
                sleep(fault);
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
                response.setContentType("application/json");
                response.getWriter()
                        .write("{\"error\":{\"code\":\"BAD_REQUEST_ERROR\",\"message\":\"This refusal was asked for\","
                                + "\"description\":\"This refusal was asked for\"}}");
            }
            case HTTP_503 -> {
                response.setHeader("Retry-After", "1");
                fail(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            }
            case HTTP_409 -> refuse(response, HttpServletResponse.SC_CONFLICT, "This key is being worked on");
            case HTTP_422 -> refuse(response, UNPROCESSABLE, "The posting period is not open");
            case SLOW -> {
                sleep(fault);
                chain.doFilter(request, response);
            }
            case DROP_CONNECTION -> cut(request);
            case TIMEOUT_AFTER_ACTING -> {
                chain.doFilter(request, new ContentCachingResponseWrapper(response));
                sleep(fault);
                cut(request);
            }
            case MALFORMED -> {
                var whole = new ContentCachingResponseWrapper(response);
                chain.doFilter(request, whole);
                byte[] body = whole.getContentAsByteArray();
                byte[] half = Arrays.copyOf(body, body.length / 2);
                response.setContentLength(half.length);
                response.getOutputStream().write(half);
            }
            case DUPLICATE_WEBHOOK, REORDER_WEBHOOKS -> throw new IllegalStateException("strikes webhooks only");
        }
    }

    private static void fail(HttpServletResponse response, int status) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().write("This failure was asked for.");
    }

    /** With a reason, as a system that understood what was asked. */
    private static void refuse(HttpServletResponse response, int status, String reason) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getWriter().write("{\"error\":{\"message\":\"" + reason + "\"}}");
    }

    private static void sleep(Fault fault) {
        try {
            Thread.sleep(fault.delayMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void cut(HttpServletRequest request) {
        ((Runnable) Objects.requireNonNull(request.getAttribute(CUT))).run();
    }

    /** Only the container can close a connection without an answer; the servlet API cannot. */
    private static final class CuttingValve extends ValveBase {

        CuttingValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            request.setAttribute(
                    CUT, (Runnable) () -> request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null));
            getNext().invoke(request, response);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Installation {

        @Bean
        FilterRegistrationBean<FaultFilter> faultFilter(FaultBoard board) {
            var registration = new FilterRegistrationBean<>(new FaultFilter(board));
            registration.addUrlPatterns("/hrms/odata/*", "/bank/h2h/*", "/gateway/v1/*", "/sap/opu/*", "/sms/v1/*");
            registration.setOrder(-10);
            return registration;
        }

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> cuttingValve() {
            return factory -> factory.addEngineValves(new CuttingValve());
        }
    }
}
