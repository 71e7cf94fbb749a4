package org.ltet.portal.operations.tracing;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param endpoint where the collector takes spans: OTLP over HTTP, as http://collector:4318/v1/traces
 * @param share of the traces that are kept, from 0 to 1; decided here, whatever the caller asks for
 * @param every how often spans are sent on
 */
@ConfigurationProperties("portal.tracing")
record TracingProperties(
        URI endpoint,
        @DefaultValue("0.1") double share,
        @DefaultValue("5s") Duration every,
        @DefaultValue("5s") Duration timeout) {

    TracingProperties {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("portal.tracing.share must lie between 0 and 1, not " + share);
        }
    }
}
