package org.ltet.portal.web;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A node that is told to stop says at once that it is not ready any more, and goes on serving for as long as the balancer
 * needs to see that; only then does it refuse connections. Before everything else that ends with the portal.
 */
@Component
class Drain {

    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    private final ApplicationContext context;
    private final Duration time;

    Drain(ApplicationContext context, @Value("${portal.web.drain:0s}") Duration time) {
        this.context = context;
        this.time = time;
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void beforeAllElseEnds(ContextClosedEvent event) throws InterruptedException {
        if (event.getApplicationContext() == context
                && context instanceof WebServerApplicationContext
                && time.isPositive()) {
            log.info("Not ready any more; serves for {} s until no balancer sends anybody here", time.toSeconds());
            Thread.sleep(time);
        }
    }
}
