package org.ltet.portal.integrations.gateway;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url root of the interface, with payouts below it
 * @param account the trust's account at the gateway, from which it pays
 * @param mode how the gateway sends the money: NEFT, IMPS or RTGS
 * @param webhookSecret key of the signatures of its events
 * @param timeout how long one call may take
 * @param pause how long the gateway is left in peace when it failed too often
 */
@ConfigurationProperties("portal.integrations.gateway")
record GatewayProperties(
        URI url,
        String user,
        String password,
        String account,
        String webhookSecret,
        @DefaultValue("NEFT") String mode,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration timeout,
        @DefaultValue("30s") Duration pause) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "GatewayProperties[" + url + ", " + user + "]";
    }
}
