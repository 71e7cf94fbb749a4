package org.ltet.portal.integrations.kms;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keyId ARN of the key; an alias would change what it means without anybody noticing
 * @param region where the key lives; by default what the machine's surroundings say
 * @param endpoint other than the public one, as a VPC endpoint
 */
@ConfigurationProperties("portal.encryption.kms")
record KmsProperties(
        @Nullable String keyId,
        @Nullable String region,
        @Nullable URI endpoint,
        @DefaultValue("3s") Duration attemptTimeout,
        @DefaultValue("12s") Duration timeout) {}
