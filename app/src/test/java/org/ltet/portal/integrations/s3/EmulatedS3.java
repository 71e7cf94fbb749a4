package org.ltet.portal.integrations.s3;

import com.robothy.s3.rest.LocalS3;
import com.robothy.s3.rest.bootstrap.LocalS3Mode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.spi.DocumentStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** An emulator of S3 in this process, spoken to over HTTP. */
public final class EmulatedS3 implements AutoCloseable {

    static final String BUCKET = "ltet-documents";

    private final LocalS3 server;
    private final S3Client client;
    private final List<SdkHttpRequest> requests = new CopyOnWriteArrayList<>();

    public EmulatedS3() {
        this(-1);
    }

    private EmulatedS3(int port) {
        server = LocalS3.builder().port(port).mode(LocalS3Mode.IN_MEMORY).build();
        server.start();
        client = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + server.getPort()))
                .forcePathStyle(true)
                .region(Region.AP_SOUTH_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(config -> config.addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                        requests.add(context.httpRequest());
                    }
                }))
                .build();
        client.createBucket(request -> request.bucket(BUCKET));
    }

    /** For programs that start several nodes: {@code bench/nodes/run}. */
    public static void main(String[] arguments) {
        new EmulatedS3(Integer.parseInt(arguments[0])).keepVersions();
    }

    S3Client client() {
        return client;
    }

    /** What was sent, each with its headers. */
    List<Map<String, List<String>>> headersOf(String method) {
        return requests.stream()
                .filter(request -> request.method().name().equals(method))
                .map(SdkHttpRequest::headers)
                .toList();
    }

    void keepVersions() {
        client.putBucketVersioning(request -> request.bucket(BUCKET)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    public DocumentStore store() {
        keepVersions();
        return store(null);
    }

    DocumentStore store(@Nullable String kmsKey) {
        return new S3Store(
                client,
                new S3Properties(
                        BUCKET, "documents/", kmsKey, null, null, true, Duration.ofSeconds(10), Duration.ofSeconds(60)),
                Clock.systemUTC());
    }

    @Override
    public void close() {
        client.close();
        server.shutdown();
    }
}
