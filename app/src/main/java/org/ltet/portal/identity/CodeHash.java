package org.ltet.portal.identity;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.ltet.portal.operations.FieldCipher;
import org.springframework.stereotype.Component;

/** Keyed hashes of one-time codes: a copy of the table is of no use without the key. */
@Component
class CodeHash {

    private final FieldCipher cipher;

    CodeHash(FieldCipher cipher) {
        this.cipher = cipher;
    }

    byte[] of(UUID requestId, String code) {
        return cipher.mark(("one-time code " + requestId + " " + code).getBytes(StandardCharsets.UTF_8));
    }
}
