package org.ltet.portal.operations;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts sensitive fields with AES-256-GCM (SEC-1). The row's id goes in as associated data, so that a value copied
 * into another row does not decrypt. Encrypted values carry the id of their key, so that keys can be changed.
 */
public final class FieldCipher {

    private static final byte KEY_VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey encryptionKey;
    private final SecretKey indexKey;
    private final SecureRandom random = new SecureRandom();

    /** @param masterKey 32 random bytes; the keys for encryption and for the blind index are derived from it */
    public FieldCipher(byte[] masterKey) {
        if (masterKey.length != 32) {
            throw new IllegalArgumentException("The master key must have 32 bytes, not " + masterKey.length);
        }
        SecretKey master = new SecretKeySpec(masterKey, "HmacSHA256");
        this.encryptionKey = new SecretKeySpec(hmac(master, "portal field encryption 1"), "AES");
        this.indexKey = new SecretKeySpec(hmac(master, "portal blind index 1"), "HmacSHA256");
    }

    public byte[] encrypt(String clear, UUID rowId) {
        return encrypt(clear.getBytes(StandardCharsets.UTF_8), rowId);
    }

    public byte[] encrypt(byte[] clear, UUID rowId) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, rowId);
            byte[] encrypted = cipher.doFinal(clear);
            return ByteBuffer.allocate(1 + NONCE_BYTES + encrypted.length)
                    .put(KEY_VERSION)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    /** @throws IllegalStateException when the value was changed, or belongs to another row or key */
    public String decrypt(byte[] encrypted, UUID rowId) {
        return new String(decryptBytes(encrypted, rowId), StandardCharsets.UTF_8);
    }

    /** @throws IllegalStateException when the value was changed, or belongs to another row or key */
    public byte[] decryptBytes(byte[] encrypted, UUID rowId) {
        ByteBuffer buffer = ByteBuffer.wrap(encrypted);
        byte version = buffer.get();
        if (version != KEY_VERSION) {
            throw new IllegalStateException("Unknown key version " + version);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] body = new byte[buffer.remaining()];
        buffer.get(body);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, rowId).doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A sensitive field of row " + rowId + " does not decrypt", e);
        }
    }

    /** The same for equal values, so that equality can be searched without the clear value being stored. */
    public byte[] blindIndex(String clear) {
        return hmac(indexKey, clear);
    }

    private Cipher cipher(int mode, byte[] nonce, UUID rowId) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, encryptionKey, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(16)
                .putLong(rowId.getMostSignificantBits())
                .putLong(rowId.getLeastSignificantBits())
                .array());
        return cipher;
    }

    private static byte[] hmac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is not available", e);
        }
    }
}
