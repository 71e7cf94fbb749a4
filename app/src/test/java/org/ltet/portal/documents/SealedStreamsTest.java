package org.ltet.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.shared.Ids;

@DisplayName("Files sealed at rest (DOC-6, SEC-1)")
class SealedStreamsTest {

    private static final int CHUNK = SealedStreams.CHUNK;
    private static final int SEALED_CHUNK = CHUNK + 16;
    private static final int HEADER = 4;

    private final SecretKey key = new SecretKeySpec(new byte[32], "AES");
    private final UUID id = Ids.next();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 300_000})
    void anySizeComesBackAsItWas(int size) throws IOException {
        byte[] clear = random(size);

        assertThat(unseal(seal(clear), id)).isEqualTo(clear);
    }

    @Test
    void theClearContentIsNowhereInTheSealedFile() throws IOException {
        byte[] clear = "Aadhaar 1234 5678 9012".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertThat(new String(seal(clear), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("1234");
    }

    @Test
    void aChangedBitIsNoticedBeforeItsChunkIsGivenOut() throws IOException {
        byte[] sealed = seal(random(3 * CHUNK));
        sealed[HEADER + SEALED_CHUNK + 5] ^= 1;

        assertThatThrownBy(() -> unseal(sealed, id))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Chunk 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {HEADER, HEADER + SEALED_CHUNK, HEADER + 2 * SEALED_CHUNK, HEADER + SEALED_CHUNK + 20})
    void aFileCutOffAnywhereIsNoticed(int length) throws IOException {
        byte[] sealed = seal(random(3 * CHUNK));

        assertThatThrownBy(() -> unseal(Arrays.copyOf(sealed, length), id)).isInstanceOf(IOException.class);
    }

    @Test
    void exchangedChunksAreNoticed() throws IOException {
        byte[] sealed = seal(random(3 * CHUNK));
        byte[] exchanged = sealed.clone();
        System.arraycopy(sealed, HEADER, exchanged, HEADER + SEALED_CHUNK, SEALED_CHUNK);
        System.arraycopy(sealed, HEADER + SEALED_CHUNK, exchanged, HEADER, SEALED_CHUNK);

        assertThatThrownBy(() -> unseal(exchanged, id)).isInstanceOf(IOException.class);
    }

    @Test
    void appendedChunksAreNoticed() throws IOException {
        byte[] sealed = seal(random(CHUNK));
        byte[] longer = Arrays.copyOf(sealed, sealed.length + SEALED_CHUNK);
        System.arraycopy(sealed, HEADER, longer, sealed.length, SEALED_CHUNK);

        assertThatThrownBy(() -> unseal(longer, id)).isInstanceOf(IOException.class);
    }

    @Test
    void aFileUnderAnotherIdDoesNotOpen() throws IOException {
        byte[] sealed = seal(random(10));

        assertThatThrownBy(() -> unseal(sealed, Ids.next())).isInstanceOf(IOException.class);
    }

    private byte[] seal(byte[] clear) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (OutputStream sealed = SealedStreams.seal(target, key, id)) {
            int odd = 7_001;
            for (int from = 0; from < clear.length; from += odd) {
                sealed.write(clear, from, Math.min(odd, clear.length - from));
            }
        }
        return target.toByteArray();
    }

    private byte[] unseal(byte[] sealed, UUID as) throws IOException {
        return SealedStreams.unseal(new ByteArrayInputStream(sealed), key, as).readAllBytes();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
