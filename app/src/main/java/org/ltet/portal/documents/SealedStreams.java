package org.ltet.portal.documents;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM in chunks, so that a file of any size is sealed and read in constant memory and no byte is given out
 * before its chunk is authenticated. The key belongs to one file only, so the nonce can count: chunk number, then one
 * byte that marks the last chunk, which makes cut-off, reordered and appended chunks fail. The file's id is bound in
 * as associated data: files cannot be exchanged either.
 */
final class SealedStreams {

    static final int CHUNK = 64 * 1024;
    private static final int TAG = 16;
    private static final byte[] MAGIC = {'L', 'T', 'D', '1'};

    private SealedStreams() {}

    static OutputStream seal(OutputStream target, SecretKey key, UUID id) throws IOException {
        target.write(MAGIC);
        return new Sealing(target, key, id);
    }

    static InputStream unseal(InputStream source, SecretKey key, UUID id) throws IOException {
        if (!Arrays.equals(source.readNBytes(MAGIC.length), MAGIC)) {
            throw new IOException("Not a sealed file: " + id);
        }
        return new Unsealing(source, key, id);
    }

    private static byte[] crypt(int mode, SecretKey key, UUID id, long number, boolean last, byte[] data, int length)
            throws IOException {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] nonce = ByteBuffer.allocate(12)
                    .putInt(0)
                    .putLong(number << 1 | (last ? 1 : 0))
                    .array();
            cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
            cipher.updateAAD(ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array());
            return cipher.doFinal(data, 0, length);
        } catch (GeneralSecurityException failed) {
            throw new IOException("Chunk " + number + " of file " + id + " cannot be trusted", failed);
        }
    }

    private static final class Sealing extends FilterOutputStream {

        private final SecretKey key;
        private final UUID id;
        private final byte[] chunk = new byte[CHUNK];
        private int filled;
        private long number;
        private boolean finished;

        Sealing(OutputStream target, SecretKey key, UUID id) {
            super(target);
            this.key = key;
            this.id = id;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                if (filled == CHUNK) {
                    put(false);
                }
                int part = Math.min(left, CHUNK - filled);
                System.arraycopy(data, from, chunk, filled, part);
                filled += part;
                from += part;
                left -= part;
            }
        }

        private void put(boolean last) throws IOException {
            out.write(crypt(Cipher.ENCRYPT_MODE, key, id, number++, last, chunk, filled));
            filled = 0;
        }

        /** Writes the last chunk; without it the file stays unreadable, as a half-written one should. */
        @Override
        public void close() throws IOException {
            if (!finished) {
                finished = true;
                put(true);
                out.flush();
            }
        }
    }

    private static final class Unsealing extends FilterInputStream {

        private final SecretKey key;
        private final UUID id;
        private byte[] ahead;
        private byte[] clear = new byte[0];
        private int position;
        private long number;
        private boolean ended;

        Unsealing(InputStream source, SecretKey key, UUID id) throws IOException {
            super(source);
            this.key = key;
            this.id = id;
            this.ahead = source.readNBytes(CHUNK + TAG);
        }

        private boolean fill() throws IOException {
            while (position == clear.length) {
                if (ended) {
                    return false;
                }
                byte[] next = in.readNBytes(CHUNK + TAG);
                ended = next.length == 0;
                clear = crypt(Cipher.DECRYPT_MODE, key, id, number++, ended, ahead, ahead.length);
                position = 0;
                ahead = next;
            }
            return true;
        }

        @Override
        public int read() throws IOException {
            return fill() ? clear[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int part = Math.min(length, clear.length - position);
            System.arraycopy(clear, position, target, offset, part);
            position += part;
            return part;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = 0;
            while (skipped < count && fill()) {
                int part = (int) Math.min(count - skipped, clear.length - position);
                position += part;
                skipped += part;
            }
            return skipped;
        }

        @Override
        public int available() {
            return clear.length - position;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
