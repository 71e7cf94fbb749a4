package org.ltet.portal.notifications;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How e-mails go out.
 *
 * @param sender address and name that e-mails come from
 * @param publicAddress where people reach the portal; links in e-mails begin with it
 * @param firstRetry wait after the first failure; doubled after each further one
 * @param longestRetry wait between two attempts at most
 * @param giveUpAfter time after which an e-mail that cannot be sent is given up; its notice stays in the inbox
 */
@ConfigurationProperties("portal.notifications")
record NotificationProperties(
        @DefaultValue("LTET Employee Trust <notices@ltet.example>")
        String sender,

        @DefaultValue("http://localhost:8080") URI publicAddress,
        @DefaultValue("30s") Duration firstRetry,
        @DefaultValue("30m") Duration longestRetry,
        @DefaultValue("7d") Duration giveUpAfter) {

    /** @param attempts that have failed so far, at least one */
    Duration waitAfter(int attempts) {
        Duration wait = firstRetry;
        for (int i = 1; i < attempts && wait.compareTo(longestRetry) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longestRetry) < 0 ? wait : longestRetry;
    }
}
