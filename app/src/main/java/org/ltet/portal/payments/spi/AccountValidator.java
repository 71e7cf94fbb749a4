package org.ltet.portal.payments.spi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can ask a bank whether an account exists, and whose it is. Called from jobs only, never inside a database
 * transaction. Asking the same under the same key again is safe: the bank is asked once, and the answer tells how it stands.
 */
public interface AccountValidator {

    record Account(String holder, String ifsc, String number) {

        /** Without holder and number. */
        @Override
        public String toString() {
            return "Account[" + ifsc + "]";
        }
    }

    sealed interface Answer {

        /** The bank was asked and has not answered yet. */
        record NotYet() implements Answer {}

        /** @param nameAtBank where the bank tells it */
        record Exists(@Nullable String nameAtBank) implements Answer {

            /** Without the name. */
            @Override
            public String toString() {
                return "Exists[]";
            }
        }

        record Missing() implements Answer {}

        /** The bank was asked, and does not say. */
        record NotFoundOut() implements Answer {}
    }

    /**
     * @throws PayoutGateway.Refused where it will not say
     * @throws PayoutGateway.LeftInPeace where nothing was asked
     */
    Answer validate(String key, Account account) throws IOException;
}
