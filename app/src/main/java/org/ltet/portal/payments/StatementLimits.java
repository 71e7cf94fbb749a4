package org.ltet.portal.payments;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the bank's answers are taken.
 *
 * @param maxSize the largest file; beyond it the bank has to send its answer in parts
 * @param pollInterval how often the bank's outbox is looked at
 */
@ConfigurationProperties("portal.payments.statements")
record StatementLimits(
        @DefaultValue("40MB") DataSize maxSize,
        @DefaultValue("30s") Duration pollInterval) {}
