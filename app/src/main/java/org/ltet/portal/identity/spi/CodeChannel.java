package org.ltet.portal.identity.spi;

import java.io.IOException;

/** A way by which a one-time code reaches a person. */
public interface CodeChannel {

    enum Kind {
        SMS,
        EMAIL
    }

    Kind kind();

    /**
     * Hands the message over once, within seconds. Nothing of it may be logged or kept.
     *
     * @throws IOException when it could not be handed over
     */
    void send(CodeMessage message) throws IOException;
}
