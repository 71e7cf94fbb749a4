package org.ltet.portal.operations;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.ltet.portal.operations.spi.MasterKey;

/** A master key that this program holds in its memory. */
final class LocalMasterKey implements MasterKey {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String id;
    private final SecretKey own;
    private final SecretKey wrapping;
    private final SecureRandom random = new SecureRandom();

    /** @param key 32 random bytes */
    LocalMasterKey(byte[] key) {
        this.own = master(key);
        this.id = idOf(own);
        this.wrapping = wrappingKey(own);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public byte[] wrap(byte[] dataKey, String purpose) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] wrapped = crypt(Cipher.ENCRYPT_MODE, id, nonce, purpose, dataKey);
        return ByteBuffer.allocate(NONCE_BYTES + wrapped.length)
                .put(nonce)
                .put(wrapped)
                .array();
    }

    @Override
    public byte[] unwrap(byte[] wrapped, String masterId, String purpose) {
        ByteBuffer buffer = ByteBuffer.wrap(wrapped);
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] content = new byte[buffer.remaining()];
        buffer.get(content);
        return crypt(Cipher.DECRYPT_MODE, masterId, nonce, purpose, content);
    }

    @Override
    public Optional<Derived> derived() {
        return Optional.of(new Derived(
                new SecretKeySpec(hmac(own, "portal field encryption 1"), "AES"),
                new SecretKeySpec(hmac(own, "portal blind index 1"), "HmacSHA256")));
    }

    private byte[] crypt(int mode, String masterId, byte[] nonce, String purpose, byte[] content) {
        if (!id.equals(masterId)) {
            throw new IllegalStateException("A data key was wrapped under master key " + masterId
                    + ", which is not configured; today's is " + id);
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, wrapping, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A data key for " + purpose + " does not unwrap under " + masterId, e);
        }
    }

    private static SecretKey master(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("A master key has 32 bytes, not " + key.length);
        }
        return new SecretKeySpec(key, "HmacSHA256");
    }

    private static SecretKey wrappingKey(SecretKey master) {
        return new SecretKeySpec(hmac(master, "portal key wrapping 1"), "AES");
    }

    private static String idOf(SecretKey master) {
        return "local-" + HexFormat.of().formatHex(hmac(master, "portal master key name 1"), 0, 6);
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
