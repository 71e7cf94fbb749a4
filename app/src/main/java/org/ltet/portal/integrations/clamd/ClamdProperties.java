package org.ltet.portal.integrations.clamd;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param address as tcp://host:3310 or unix:/run/clamav/clamd.ctl
 * @param connectTimeout longest wait for a connection, and for the answer to a short question
 * @param timeout longest look through one file
 */
@ConfigurationProperties("portal.documents.virus-scanner")
record ClamdProperties(
        URI address,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration timeout) {

    private static final Duration LONGEST = Duration.ofMinutes(3);

    ClamdProperties {
        boolean known = "tcp".equals(address.getScheme()) && address.getHost() != null && address.getPort() > 0
                || "unix".equals(address.getScheme())
                        && address.getPath() != null
                        && address.getPath().startsWith("/");
        if (!known) {
            throw new IllegalArgumentException(
                    "portal.documents.virus-scanner.address is tcp://host:port or unix:/path, not " + address);
        }
        if (timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("portal.documents.virus-scanner.timeout is at most " + LONGEST);
        }
    }
}
