package org.ltet.portal.operations.spi;

import java.util.Optional;
import javax.crypto.SecretKey;

/** Holder of the key under which all data keys lie wrapped. The master key itself need never leave it. */
public interface MasterKey {

    /** Which master key wraps now, without telling anything of the key itself. */
    String id();

    /** @param purpose bound in: what was wrapped for one purpose does not unwrap for another */
    byte[] wrap(byte[] dataKey, String purpose);

    /**
     * @param masterId the master key that wrapped it, today's or an earlier one
     * @throws IllegalStateException when it was wrapped under another key or for another purpose, or was changed
     */
    byte[] unwrap(byte[] wrapped, String masterId, String purpose);

    /** The keys of releases that derived them from the master key; none where the master key never leaves its holder. */
    default Optional<Derived> derived() {
        return Optional.empty();
    }

    /** Keys derived from the master key itself, to read and find what was sealed before data keys came. */
    record Derived(SecretKey encryption, SecretKey index) {

        /** Without the keys. */
        @Override
        public String toString() {
            return "Derived[]";
        }
    }
}
