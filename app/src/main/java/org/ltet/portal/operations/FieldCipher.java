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
import org.ltet.portal.operations.SealedColumn.Cell;
import org.springframework.stereotype.Component;

/**
 * Seals sensitive fields with AES-256-GCM (SEC-1). A sealed value names its data key, so that keys can change while the
 * portal runs; table, column and row go in as associated data, so that a value copied elsewhere does not open. Layout:
 * one byte of format, four of key number, twelve of nonce, then the content with its tag.
 */
@Component
public class FieldCipher {

    private static final byte KEYED = 2;

    /** Of releases before data keys: sealed under a key derived from the master key, bound to the row's id alone. */
    private static final byte DERIVED = 1;

    static final int PREFIX_BYTES = 5;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final DataKeys keys;
    private final SecureRandom random = new SecureRandom();

    FieldCipher(DataKeys keys) {
        this.keys = keys;
    }

    public byte[] encrypt(String clear, Cell cell) {
        return encrypt(clear.getBytes(StandardCharsets.UTF_8), cell);
    }

    public byte[] encrypt(byte[] clear, Cell cell) {
        DataKeys.Active key = keys.active(DataKeys.Purpose.FIELDS);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key.key(), nonce, associated(key.number(), cell))
                    .doFinal(clear);
            return ByteBuffer.allocate(PREFIX_BYTES + NONCE_BYTES + sealed.length)
                    .put(KEYED)
                    .putInt(key.number())
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    /** @throws IllegalStateException when the value was changed, or belongs elsewhere */
    public String decrypt(byte[] sealed, Cell cell) {
        return new String(decryptBytes(sealed, cell), StandardCharsets.UTF_8);
    }

    /** @throws IllegalStateException when the value was changed, or belongs elsewhere */
    public byte[] decryptBytes(byte[] sealed, Cell cell) {
        ByteBuffer buffer = ByteBuffer.wrap(sealed);
        byte format = buffer.get();
        if (format != KEYED && format != DERIVED) {
            throw new IllegalStateException("Unknown format " + format + " of a sealed value in " + cell);
        }
        int number = format == KEYED ? buffer.getInt() : 0;
        SecretKey key = format == KEYED ? keys.numbered(number) : keys.derived();
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] content = new byte[buffer.remaining()];
        buffer.get(content);
        try {
            byte[] associated = format == KEYED ? associated(number, cell) : rowAlone(cell);
            return cipher(Cipher.DECRYPT_MODE, key, nonce, associated).doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A sealed value in " + cell + " does not open", e);
        }
    }

    /**
     * The same for equal values, so that equality can be searched without the clear value being stored: one index for
     * each index key that counts, two while a key is being replaced. Two values are equal where their indexes overlap.
     */
    public byte[][] blindIndexes(String clear) {
        byte[] content = clear.getBytes(StandardCharsets.UTF_8);
        return keys.valid(DataKeys.Purpose.INDEX).stream()
                .map(key -> hmac(key.key(), content))
                .toArray(byte[][]::new);
    }

    /** Under the key that stays, alone. */
    byte[][] activeIndex(String clear) {
        return new byte[][] {hmac(keys.active(DataKeys.Purpose.INDEX).key(), clear.getBytes(StandardCharsets.UTF_8))};
    }

    /** The mark of the portal on a record: who has only the database can neither make nor change it. */
    public byte[] mark(byte[] content) {
        return hmac(keys.active(DataKeys.Purpose.RECORDS).key(), content);
    }

    /** What the values under today's data key begin with; greater than that of any key before. */
    byte[] activePrefix() {
        return ByteBuffer.allocate(PREFIX_BYTES)
                .put(KEYED)
                .putInt(keys.active(DataKeys.Purpose.FIELDS).number())
                .array();
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }

    private static byte[] associated(int keyNumber, Cell cell) {
        return (keyNumber + "\n" + cell.column() + "\n" + cell.row()).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] rowAlone(Cell cell) {
        UUID row = UUID.fromString(cell.row());
        return ByteBuffer.allocate(16)
                .putLong(row.getMostSignificantBits())
                .putLong(row.getLeastSignificantBits())
                .array();
    }

    private static byte[] hmac(SecretKey key, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is not available", e);
        }
    }
}
