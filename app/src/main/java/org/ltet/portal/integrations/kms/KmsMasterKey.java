package org.ltet.portal.integrations.kms;

import java.util.Map;
import org.ltet.portal.operations.spi.MasterKey;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/**
 * Wraps data keys by AWS KMS, with {@code portal.encryption.holder=aws-kms}. What a data key is for goes in as
 * encryption context: a key wrapped for one purpose does not unwrap for another, and CloudTrail shows the purpose.
 */
@Component
@ConditionalOnProperty(name = "portal.encryption.holder", havingValue = "aws-kms")
@EnableConfigurationProperties(KmsProperties.class)
class KmsMasterKey implements MasterKey, DisposableBean {

    private static final String PREFIX = "aws-kms:";

    private final String keyId;
    private final KmsClient client;

    KmsMasterKey(KmsProperties properties) {
        if (properties.keyId() == null || properties.keyId().isBlank()) {
            throw new IllegalStateException("Name the key of AWS KMS in portal.encryption.kms.key-id");
        }
        this.keyId = properties.keyId();
        KmsClientBuilder builder = KmsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(properties.attemptTimeout()))
                .overrideConfiguration(config -> config.apiCallAttemptTimeout(properties.attemptTimeout())
                        .apiCallTimeout(properties.timeout()));
        if (properties.region() != null) {
            builder.region(Region.of(properties.region()));
        }
        if (properties.endpoint() != null) {
            builder.endpointOverride(properties.endpoint());
        }
        this.client = builder.build();
    }

    @Override
    public String id() {
        return PREFIX + keyId;
    }

    @Override
    public byte[] wrap(byte[] dataKey, String purpose) {
        try {
            return client.encrypt(request -> request.keyId(keyId)
                            .encryptionContext(context(purpose))
                            .plaintext(SdkBytes.fromByteArray(dataKey)))
                    .ciphertextBlob()
                    .asByteArray();
        } catch (SdkException e) {
            throw new IllegalStateException("AWS KMS does not wrap a data key for " + purpose + " under " + keyId, e);
        }
    }

    /** An earlier key of KMS still unwraps, as long as the portal's role may use it. */
    @Override
    public byte[] unwrap(byte[] wrapped, String masterId, String purpose) {
        if (!masterId.startsWith(PREFIX)) {
            throw new IllegalStateException("A data key was wrapped under master key " + masterId
                    + ", which is not configured; today's is " + id());
        }
        try {
            return client.decrypt(request -> request.keyId(here(masterId.substring(PREFIX.length())))
                            .encryptionContext(context(purpose))
                            .ciphertextBlob(SdkBytes.fromByteArray(wrapped)))
                    .plaintext()
                    .asByteArray();
        } catch (SdkException e) {
            throw new IllegalStateException("A data key for " + purpose + " does not unwrap under " + masterId, e);
        }
    }

    /** A multi-Region key is the same in each of its regions, and only the one of this region answers here. */
    private String here(String wrappedUnder) {
        return wrappedUnder.contains(":key/mrk-") && withoutRegion(wrappedUnder).equals(withoutRegion(keyId))
                ? keyId
                : wrappedUnder;
    }

    /** arn:partition:kms:region:account:key/id, without the fourth. */
    private static String withoutRegion(String arn) {
        return arn.replaceFirst("^(arn:[^:]*:kms:)[^:]*:", "$1");
    }

    private static Map<String, String> context(String purpose) {
        return Map.of("application", "ltet-portal", "purpose", purpose);
    }

    @Override
    public void destroy() {
        client.close();
    }
}
