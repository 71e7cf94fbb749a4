package org.ltet.portal.identity.spi;

import java.util.Locale;
import java.util.UUID;

/**
 * A message that holds a one-time code.
 *
 * @param id of this attempt; the same message is never sent twice under another id
 * @param to mobile number or e-mail address, as the channel wants it
 * @param subject for channels that have one
 */
public record CodeMessage(UUID id, String to, String subject, String text, Locale language) {

    /** Without the code and the address. */
    @Override
    public String toString() {
        return "CodeMessage[" + id + "]";
    }
}
