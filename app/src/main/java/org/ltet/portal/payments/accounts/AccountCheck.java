package org.ltet.portal.payments.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a payee's account: a signal for people, which forbids nothing.
 *
 * @param nameScore how far the holder's name is that at the bank, of 100
 * @param nameAtBank as the bank has it, masked
 * @param at when it was answered, or given up
 */
public record AccountCheck(
        State state,
        @Nullable Integer nameScore,
        @Nullable String nameAtBank,
        @Nullable Instant at) {

    public enum State {
        /** Asked, or to be asked. */
        WAITING,
        NAME_MATCHES,
        NAME_DIFFERS,
        /** It exists; the bank does not say whose it is. */
        NAME_NOT_TOLD,
        NO_ACCOUNT,
        /** The gateway refused, or said nothing for a day. */
        NOT_ANSWERED
    }

    /** Whether somebody had better look before money goes there. */
    public boolean doubtful() {
        return state == State.NAME_DIFFERS || state == State.NO_ACCOUNT;
    }
}
