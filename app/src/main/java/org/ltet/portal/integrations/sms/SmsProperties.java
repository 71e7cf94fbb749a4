package org.ltet.portal.integrations.sms;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url root of the gateway, with messages below it
 * @param codeTemplate under which the regulator knows the text of one-time codes
 * @param pause how long the gateway is left in peace when it failed too often; codes go by mail meanwhile
 */
@ConfigurationProperties("portal.integrations.sms")
record SmsProperties(
        URI url,
        String user,
        String password,
        @DefaultValue("LTET-OTP-01") String codeTemplate,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("30s") Duration pause) {

    /** Without the password. */
    @Override
    public String toString() {
        return "SmsProperties[" + url + ", " + user + "]";
    }
}
