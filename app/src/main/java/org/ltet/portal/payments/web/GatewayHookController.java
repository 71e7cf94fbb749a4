package org.ltet.portal.payments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AllowAnyone;
import org.ltet.portal.payments.payout.HearGateway;
import org.ltet.portal.payments.spi.PayoutGateway;
import org.ltet.portal.payments.spi.PayoutGateway.Event;
import org.ltet.portal.payments.spi.PayoutGateway.Forged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the payment gateway sends its events. Who sent it is proved by the signature, before anything is read or the
 * database is asked; what is not taken with 200 the gateway sends again.
 */
@AllowAnyone
@RestController
class GatewayHookController {

    static final String PATH = "/hooks/payment-gateway";

    private static final Logger LOG = LoggerFactory.getLogger(GatewayHookController.class);
    private static final int LONGEST_BODY = 64 << 10;

    /** No more at once, so that events that wait for each other leave connections to the people. */
    private final Semaphore places = new Semaphore(4);

    private final @Nullable PayoutGateway gateway;
    private final HearGateway hear;

    GatewayHookController(ObjectProvider<PayoutGateway> gateway, HearGateway hear) {
        this.gateway = gateway.getIfAvailable();
        this.hear = hear;
    }

    @PostMapping(PATH)
    ResponseEntity<Void> event(HttpServletRequest request) throws IOException {
        if (gateway == null) {
            return answer(HttpStatus.NOT_FOUND);
        }
        byte[] body;
        try (InputStream in = request.getInputStream()) {
            body = in.readNBytes(LONGEST_BODY + 1);
        }
        if (body.length > LONGEST_BODY) {
            return answer(HttpStatus.CONTENT_TOO_LARGE);
        }
        Optional<Event> event;
        try {
            event = gateway.event(request::getHeader, body);
        } catch (Forged forged) {
            LOG.warn("An event that is not the payment gateway's is left aside: {}", forged.getMessage());
            return answer(HttpStatus.UNAUTHORIZED);
        } catch (IOException unreadable) {
            LOG.warn("An event of the payment gateway cannot be read: {}", unreadable.getMessage());
            return answer(HttpStatus.BAD_REQUEST);
        }
        return event.isEmpty() ? answer(HttpStatus.OK) : heard(event.get());
    }

    private ResponseEntity<Void> heard(Event event) {
        if (!places.tryAcquire()) {
            return answer(HttpStatus.SERVICE_UNAVAILABLE);
        }
        try {
            hear.event(event);
            return answer(HttpStatus.OK);
        } catch (TransientDataAccessException busy) {
            LOG.warn("Event {} of the payment gateway has to come again: {}", event.id(), busy.getMessage());
            return answer(HttpStatus.SERVICE_UNAVAILABLE);
        } finally {
            places.release();
        }
    }

    private static ResponseEntity<Void> answer(HttpStatus status) {
        return ResponseEntity.status(status).build();
    }
}
