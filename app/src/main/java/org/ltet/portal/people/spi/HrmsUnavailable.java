package org.ltet.portal.people.spi;

import org.jspecify.annotations.Nullable;

/** The HR system did not answer, or not sensibly. The message is fit for an administrator and holds no secret. */
public class HrmsUnavailable extends RuntimeException {

    public HrmsUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
