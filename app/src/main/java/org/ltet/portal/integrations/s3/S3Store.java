package org.ltet.portal.integrations.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.documents.spi.DocumentStore;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Files in a bucket of S3, with {@code portal.documents.s3.bucket}. What comes here is sealed already; S3 encrypts it
 * once more under a key of KMS. Files of any size are written in constant memory, part by part; a file is seen only
 * when it is whole.
 */
@Component
@ConditionalOnProperty("portal.documents.s3.bucket")
@EnableConfigurationProperties(S3Properties.class)
class S3Store implements DocumentStore, DisposableBean {

    static final String NAME = "s3";

    private final S3Client client;
    private final S3Properties properties;
    private final Clock clock;

    @Autowired
    S3Store(S3Properties properties, Clock clock) {
        this(client(properties), properties, clock);
    }

    S3Store(S3Client client, S3Properties properties, Clock clock) {
        this.client = client;
        this.properties = properties;
        this.clock = clock;
        if (properties.requireVersioning()) {
            BucketVersioningStatus status = client.getBucketVersioning(request -> request.bucket(properties.bucket()))
                    .status();
            if (status != BucketVersioningStatus.ENABLED) {
                throw new IllegalStateException("The bucket " + properties.bucket()
                        + " keeps no versions: switch its versioning on, or set"
                        + " portal.documents.s3.require-versioning=false");
            }
        }
    }

    private static S3Client client(S3Properties properties) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(properties.attemptTimeout())
                        .socketTimeout(properties.attemptTimeout()))
                .overrideConfiguration(config -> config.apiCallTimeout(properties.timeout()));
        if (properties.region() != null) {
            builder.region(Region.of(properties.region()));
        }
        if (properties.endpoint() != null) {
            builder.endpointOverride(properties.endpoint()).forcePathStyle(true);
        }
        return builder.build();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void write(UUID id, Writing content) throws IOException {
        PartsOutput out = new PartsOutput(client, properties, key(id));
        boolean whole = false;
        try {
            content.writeTo(out);
            out.complete();
            whole = true;
        } catch (SdkException failed) {
            throw new IOException("S3 does not take file " + id, failed);
        } finally {
            if (!whole) {
                out.giveUp();
            }
        }
    }

    @Override
    public InputStream read(UUID id) throws IOException {
        try {
            return client.getObject(
                    request -> request.bucket(properties.bucket()).key(key(id)));
        } catch (NoSuchKeyException none) {
            NoSuchFileException notThere = new NoSuchFileException(key(id));
            notThere.initCause(none);
            throw notThere;
        } catch (SdkException failed) {
            throw new IOException("S3 does not give file " + id, failed);
        }
    }

    /** In a bucket with versions this leaves a mark over the file; the rules of the bucket take the version away. */
    @Override
    public void delete(UUID id) throws IOException {
        try {
            client.deleteObject(request -> request.bucket(properties.bucket()).key(key(id)));
        } catch (SdkException failed) {
            throw new IOException("S3 does not delete file " + id, failed);
        }
    }

    @Override
    public List<UUID> writtenOn(LocalDate day, Instant before) throws IOException {
        List<UUID> found = new ArrayList<>();
        String folder = folder(day);
        try {
            for (S3Object object : client.listObjectsV2Paginator(
                            request -> request.bucket(properties.bucket()).prefix(folder))
                    .contents()) {
                if (object.lastModified().isBefore(before)) {
                    found.add(UUID.fromString(object.key().substring(folder.length())));
                }
            }
        } catch (SdkException failed) {
            throw new IOException("S3 does not list " + folder, failed);
        }
        return found;
    }

    @Override
    public void deleteHalfWritten(Instant before) throws IOException {
        try {
            for (MultipartUpload upload : client.listMultipartUploadsPaginator(
                            request -> request.bucket(properties.bucket()).prefix(properties.prefix()))
                    .uploads()) {
                if (upload.initiated().isBefore(before)) {
                    client.abortMultipartUpload(request -> request.bucket(properties.bucket())
                            .key(upload.key())
                            .uploadId(upload.uploadId()));
                }
            }
        } catch (SdkException failed) {
            throw new IOException("S3 does not tell what is half written", failed);
        }
    }

    /** As S3 says in its answers; this machine's, where it does not. */
    @Override
    public Instant now() throws IOException {
        try {
            return client.headBucket(request -> request.bucket(properties.bucket()))
                    .sdkHttpResponse()
                    .firstMatchingHeader("Date")
                    .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from))
                    .orElseGet(clock::instant);
        } catch (SdkException failed) {
            throw new IOException("S3 does not answer for bucket " + properties.bucket(), failed);
        }
    }

    private String folder(LocalDate day) {
        return properties.prefix() + day + "/";
    }

    private String key(UUID id) {
        long millis = id.getMostSignificantBits() >>> 16;
        return folder(LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC)) + id;
    }

    @Override
    public void destroy() {
        client.close();
    }
}
