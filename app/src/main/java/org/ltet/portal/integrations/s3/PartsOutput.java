package org.ltet.portal.integrations.s3;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Sends a file of unknown size: one that fits into the buffer at once, a larger one part by part. */
final class PartsOutput extends OutputStream {

    /** S3 takes no smaller part but the last. */
    static final int PART = 8 * 1024 * 1024;

    private static final int FIRST = 64 * 1024;

    private final S3Client client;
    private final S3Properties properties;
    private final String key;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[FIRST];
    private int filled;
    private @Nullable String uploadId;

    PartsOutput(S3Client client, S3Properties properties, String key) {
        this.client = client;
        this.properties = properties;
        this.key = key;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == PART) {
                sendPart();
            }
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(PART, buffer.length * 2));
            }
            int part = Math.min(left, buffer.length - filled);
            System.arraycopy(data, from, buffer, filled, part);
            filled += part;
            from += part;
            left -= part;
        }
    }

    private void sendPart() {
        String id = uploadId;
        if (id == null) {
            id = client.createMultipartUpload(request -> {
                        request.bucket(properties.bucket()).key(key).contentType("application/octet-stream");
                        if (properties.kmsKeyId() != null) {
                            request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                    .ssekmsKeyId(properties.kmsKeyId())
                                    .bucketKeyEnabled(true);
                        }
                    })
                    .uploadId();
            uploadId = id;
        }
        String begun = id;
        int number = parts.size() + 1;
        String tag = client.uploadPart(
                        request -> request.bucket(properties.bucket())
                                .key(key)
                                .uploadId(begun)
                                .partNumber(number),
                        RequestBody.fromRemainingByteBuffer(ByteBuffer.wrap(buffer, 0, filled)))
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        filled = 0;
    }

    /** Only now the file is there. */
    void complete() {
        String id = uploadId;
        if (id == null) {
            client.putObject(
                    request -> {
                        request.bucket(properties.bucket()).key(key).contentType("application/octet-stream");
                        if (properties.kmsKeyId() != null) {
                            request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                    .ssekmsKeyId(properties.kmsKeyId())
                                    .bucketKeyEnabled(true);
                        }
                    },
                    RequestBody.fromRemainingByteBuffer(ByteBuffer.wrap(buffer, 0, filled)));
            return;
        }
        if (filled > 0) {
            sendPart();
        }
        client.completeMultipartUpload(request -> request.bucket(properties.bucket())
                .key(key)
                .uploadId(id)
                .multipartUpload(upload -> upload.parts(parts)));
    }

    /** Nothing of it stays. */
    void giveUp() {
        String id = uploadId;
        if (id != null) {
            client.abortMultipartUpload(
                    request -> request.bucket(properties.bucket()).key(key).uploadId(id));
        }
    }
}
