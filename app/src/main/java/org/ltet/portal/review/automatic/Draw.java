package org.ltet.portal.review.automatic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.ltet.portal.operations.FieldCipher;
import org.springframework.stereotype.Component;

/**
 * The lot that gives some applications to a person. It comes from the portal's secret and the two ids: it looks like chance
 * to everybody who has not the secret, cannot be tried again until it suits, and can be made again to check it.
 */
@Component
class Draw {

    static final int OF = 10_000;

    private final FieldCipher cipher;

    Draw(FieldCipher cipher) {
        this.cipher = cipher;
    }

    /** From 0 to 9999. */
    int of(UUID settingId, UUID applicationId) {
        byte[] mark = cipher.mark(
                ("automatic sample\n" + settingId + "\n" + applicationId).getBytes(StandardCharsets.US_ASCII));
        return (int) Long.remainderUnsigned(ByteBuffer.wrap(mark).getLong(), OF);
    }
}
