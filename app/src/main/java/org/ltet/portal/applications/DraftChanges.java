package org.ltet.portal.applications;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Several changes of a draft that are made together or not at all; what is null or absent stays.
 *
 * @param answers field code to text as typed; blank takes the answer away
 * @param otherReimbursement an amount as typed
 */
public record DraftChanges(
        @Nullable UUID beneficiaryId,
        Map<String, String> answers,
        @Nullable String otherReimbursement,
        @Nullable UUID bankAccountId) {

    public DraftChanges {
        answers = Map.copyOf(answers);
    }
}
