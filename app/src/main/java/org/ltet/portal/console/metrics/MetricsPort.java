package org.ltet.portal.console.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The figures as Prometheus reads them (OPS-5), at /metrics of a port that serves nothing else. The public port does not
 * know them, so that no rule of access can be got wrong; this one is for the network of the nodes. A second Tomcat with
 * a context of its own, as management.server.port makes it, would cost start-up and memory that a node has not.
 */
@Component
@ConditionalOnExpression("!{'', 'false'}.contains('${portal.metrics.port:}'.trim())")
class MetricsPort implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsPort.class);
    private static final String PATH = "/metrics";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int WAITING = 10;

    private final PrometheusMeterRegistry figures;
    private final InetSocketAddress address;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("metrics-", 0).factory());
    private @Nullable HttpServer server;

    MetricsPort(
            PrometheusMeterRegistry figures,
            @Value("${portal.metrics.address:0.0.0.0}") String host,
            @Value("${portal.metrics.port}") int port) {
        this.figures = figures;
        this.address = new InetSocketAddress(host, port);
    }

    @Override
    public synchronized void start() {
        try {
            HttpServer started = HttpServer.create(address, WAITING);
            started.setExecutor(threads);
            started.createContext("/", this::answer);
            started.start();
            server = started;
            LOG.info("Figures at {} of port {}", PATH, port());
        } catch (IOException e) {
            throw new UncheckedIOException("The port of the figures cannot be opened: " + address, e);
        }
    }

    @Override
    public synchronized void stop() {
        HttpServer started = server;
        server = null;
        if (started != null) {
            started.stop(0);
            threads.shutdownNow();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    synchronized int port() {
        return server == null ? -1 : server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
            } else {
                byte[] text = figures.scrape().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", TEXT);
                exchange.sendResponseHeaders(200, text.length);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(text);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("The figures could not be given", e);
        }
    }
}
