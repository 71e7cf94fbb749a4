package org.ltet.simulators.gateway;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param settleMillis how long a payout stays in processing
 * @param webhookUrl where events are sent; empty sends none
 * @param webhookSecret the key of the events' signatures
 */
@ConfigurationProperties("simulators.gateway")
record GatewayProperties(
        @DefaultValue("gateway-demo") String password,
        @DefaultValue("500") long settleMillis,
        @DefaultValue("") String webhookUrl,
        @DefaultValue("webhook-demo") String webhookSecret) {}
