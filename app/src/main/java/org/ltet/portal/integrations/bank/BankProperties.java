package org.ltet.portal.integrations.bank;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url root of the host-to-host channel, with inbox and outbox below it
 * @param timeout how long one transfer may take until its answer begins
 * @param pause how long the bank is left in peace when it failed too often
 */
@ConfigurationProperties("portal.integrations.bank")
record BankProperties(
        URI url,
        String user,
        String password,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("120s") Duration timeout,
        @DefaultValue("30s") Duration pause) {

    /** Without the password. */
    @Override
    public String toString() {
        return "BankProperties[" + url + ", " + user + "]";
    }
}
