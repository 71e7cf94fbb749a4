package org.ltet.portal.integrations.s3;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param bucket versioned, and for the portal alone
 * @param prefix before the names of all files
 * @param kmsKeyId ARN of the key by which S3 encrypts what it keeps; without it, S3 takes a key of its own
 * @param region where the bucket is; by default what the machine's surroundings say
 * @param endpoint other than the public one, as a VPC endpoint; the bucket is then named in the path
 * @param requireVersioning whether the portal refuses a bucket that keeps no versions
 */
@ConfigurationProperties("portal.documents.s3")
record S3Properties(
        String bucket,
        @DefaultValue("documents/") String prefix,
        @Nullable String kmsKeyId,
        @Nullable String region,
        @Nullable URI endpoint,
        @DefaultValue("true") boolean requireVersioning,
        @DefaultValue("10s") Duration attemptTimeout,
        @DefaultValue("60s") Duration timeout) {}
