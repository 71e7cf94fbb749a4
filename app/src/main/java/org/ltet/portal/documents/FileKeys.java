package org.ltet.portal.documents;

import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.operations.SealedColumn;
import org.springframework.stereotype.Component;

/**
 * A key of its own for every file, kept in the file's row, itself sealed under the data key (SEC-1): when that changes,
 * the file's key is wrapped anew, and the file itself stays as it is.
 */
@Component
class FileKeys {

    static final SealedColumn WRAPPED = SealedColumn.of("documents.document", "wrapped_key");

    private static final int KEY_BYTES = 32;

    private final FieldCipher cipher;
    private final SecureRandom random = new SecureRandom();

    FileKeys(FieldCipher cipher) {
        this.cipher = cipher;
    }

    SecretKey fresh() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new SecretKeySpec(key, "AES");
    }

    byte[] wrap(SecretKey key, UUID id) {
        return cipher.encrypt(key.getEncoded(), WRAPPED.at(id));
    }

    SecretKey unwrap(byte[] wrapped, UUID id) {
        return new SecretKeySpec(cipher.decryptBytes(wrapped, WRAPPED.at(id)), "AES");
    }
}
