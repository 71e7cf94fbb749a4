package org.ltet.simulators.bank;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** How the bank treats the payments of a file. Accounts that end in 99xx have their own fate under all of them. */
enum Scenario {
    @JsonProperty("all-paid")
    ALL_PAID,
    /** In files of ten or more: one refused, one short, one returned, one booking that nobody asked for. */
    @JsonProperty("mixed")
    MIXED,
    @JsonProperty("refuse-all")
    REFUSE_ALL,
    /** Pays as in {@link #ALL_PAID}, but keeps the answers back until they are released. */
    @JsonProperty("silent")
    SILENT;

    private static final int SMALLEST_MIXED_FILE = 10;

    /** What becomes of one payment. */
    enum Fate {
        PAID("", ""),
        PAID_ONE_RUPEE_SHORT("", ""),
        PAID_THEN_RETURNED("", "AC06"),
        WRONG_ACCOUNT("AC01", ""),
        CLOSED_ACCOUNT("AC04", ""),
        DUPLICATE("AM05", "");

        final String refusedFor;
        final String returnedFor;

        Fate(String refusedFor, String returnedFor) {
            this.refusedFor = refusedFor;
            this.returnedFor = returnedFor;
        }

        boolean refused() {
            return !refusedFor.isEmpty();
        }

        boolean returned() {
            return !returnedFor.isEmpty();
        }

        static Fate ofAccount(String account) {
            if (account.endsWith("9901")) {
                return WRONG_ACCOUNT;
            }
            if (account.endsWith("9904")) {
                return CLOSED_ACCOUNT;
            }
            return account.endsWith("9906") ? PAID_THEN_RETURNED : PAID;
        }
    }

    /** Changes the fates that accounts and duplicates left open. */
    void applyTo(List<Fate> fates) {
        if (this == REFUSE_ALL) {
            fates.replaceAll(fate -> fate.refused() ? fate : Fate.CLOSED_ACCOUNT);
        } else if (mixes(fates.size())) {
            replace(fates, 4, Fate.CLOSED_ACCOUNT);
            replace(fates, 6, Fate.PAID_ONE_RUPEE_SHORT);
            replace(fates, 8, Fate.PAID_THEN_RETURNED);
        }
    }

    boolean addsUnknownBooking(int transactions) {
        return mixes(transactions);
    }

    private boolean mixes(int transactions) {
        return this == MIXED && transactions >= SMALLEST_MIXED_FILE;
    }

    private static void replace(List<Fate> fates, int place, Fate fate) {
        if (fates.get(place - 1) == Fate.PAID) {
            fates.set(place - 1, fate);
        }
    }
}
