package org.ltet.simulators.mailbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param smtpPort where mail is taken; 0 takes any free port
 * @param kept how many mails are kept before the oldest is dropped
 */
@ConfigurationProperties("simulators.mailbox")
record MailboxProperties(
        @DefaultValue("13025") int smtpPort,
        @DefaultValue("5000") int kept) {}
