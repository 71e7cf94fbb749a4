package org.ltet.portal.documents;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.ltet.portal.operations.FieldCipher;
import org.springframework.stereotype.Component;

/** A key of its own for every file, kept beside the file's row, itself encrypted under the portal's key (SEC-1). */
@Component
class DataKeys {

    private static final int KEY_BYTES = 32;

    private final FieldCipher cipher;
    private final SecureRandom random = new SecureRandom();

    DataKeys(FieldCipher cipher) {
        this.cipher = cipher;
    }

    SecretKey fresh() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new SecretKeySpec(key, "AES");
    }

    String wrap(SecretKey key, UUID id) {
        return Base64.getEncoder().encodeToString(cipher.encrypt(key.getEncoded(), id));
    }

    SecretKey unwrap(String wrapped, UUID id) {
        return new SecretKeySpec(cipher.decryptBytes(Base64.getDecoder().decode(wrapped), id), "AES");
    }
}
