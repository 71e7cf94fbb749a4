package org.ltet.portal.payments.posting;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of the ledger a posting is about. */
public enum PostingKind {
    /** Of a batch. */
    RELEASE,
    /** Of a payment. */
    SETTLEMENT,
    /** Of money into its fund. */
    RETURN,
    /** Of a settlement. */
    REVERSAL;

    public static Optional<PostingKind> read(@Nullable String name) {
        return Stream.of(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }
}
