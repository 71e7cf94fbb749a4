package org.ltet.portal.payments;

import org.ltet.portal.payments.layout.ConfiguredLayout;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The trust's account, the bank's text layout and the limits of its files come from configuration. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({Debtor.class, ConfiguredLayout.class, StatementLimits.class})
class PaymentsConfiguration {}
