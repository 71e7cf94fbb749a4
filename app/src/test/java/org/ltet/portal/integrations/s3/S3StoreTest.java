package org.ltet.portal.integrations.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.documents.DocumentStoreContract;
import org.ltet.portal.documents.spi.DocumentStore;
import org.ltet.portal.shared.Ids;

@DisplayName("Documents in S3 (SEC-1)")
class S3StoreTest extends DocumentStoreContract {

    private static final String KEY = "arn:aws:kms:ap-south-1:111122223333:key/1234abcd";

    private static EmulatedS3 s3;
    private static DocumentStore store;

    @BeforeAll
    static void start() {
        s3 = new EmulatedS3();
        store = s3.store();
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @Override
    protected DocumentStore store() {
        return store;
    }

    @Test
    void whatAStoppedProcessLeftHalfWrittenIsGivenUp() throws IOException {
        s3.client()
                .createMultipartUpload(
                        request -> request.bucket(EmulatedS3.BUCKET).key("documents/2026-01-01/half"));

        store.deleteHalfWritten(store.now().plusSeconds(60));

        assertThat(s3.client()
                        .listMultipartUploads(request -> request.bucket(EmulatedS3.BUCKET))
                        .uploads())
                .isEmpty();
    }

    @Test
    void asksS3ToEncryptUnderTheKeyOfKmsSmallAndLargeFilesAlike() throws IOException {
        DocumentStore sealed = s3.store(KEY);
        int before = s3.headersOf("PUT").size();
        UUID small = Ids.next();
        sealed.write(small, out -> out.write(1));
        assertThat(s3.headersOf("PUT").subList(before, before + 1))
                .allSatisfy(headers -> assertThat(headers)
                        .containsEntry("x-amz-server-side-encryption", List.of("aws:kms"))
                        .containsEntry("x-amz-server-side-encryption-aws-kms-key-id", List.of(KEY)));

        sealed.write(Ids.next(), out -> out.write(new byte[PartsOutput.PART + 1]));
        assertThat(s3.headersOf("POST"))
                .anySatisfy(headers ->
                        assertThat(headers).containsEntry("x-amz-server-side-encryption", List.of("aws:kms")));
    }

    @Test
    void refusesABucketThatKeepsNoVersions() {
        try (EmulatedS3 plain = new EmulatedS3()) {
            assertThatThrownBy(() -> plain.store(null)).hasMessageContaining("keeps no versions");
        }
    }
}
