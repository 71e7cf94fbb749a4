package org.ltet.simulators.sms;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param deliverMillis how long a message takes to its phone
 * @param kept how many messages are kept before the oldest is dropped
 */
@ConfigurationProperties("simulators.sms")
record SmsProperties(
        @DefaultValue("sms-demo") String password,
        @DefaultValue("500") long deliverMillis,
        @DefaultValue("5000") int kept) {}
