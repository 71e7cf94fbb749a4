package org.ltet.simulators.faults;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A fault that waits for matching requests; it strikes as often as it was told to, or always when told -1. */
record Fault(
        int id,
        String system,
        Kind kind,
        int times,
        int delayMillis,
        @Nullable String pathContains,
        @Nullable String method) {

    enum Kind {
        /** Answers 500 without acting. */
        @JsonProperty("http500")
        HTTP_500,
        /** Refuses in the system's own words, after the delay, without acting. */
        @JsonProperty("http400")
        HTTP_400,
        /** Answers 503 with Retry-After, without acting. */
        @JsonProperty("http503")
        HTTP_503,
        /** Acts and answers, late. */
        @JsonProperty("slow")
        SLOW,
        /** Answers 409, as one that is at it already under this key, without acting. */
        @JsonProperty("http409")
        HTTP_409,
        /** Answers 422, as one whose period is closed, without acting. */
        @JsonProperty("http422")
        HTTP_422,
        /** Closes the connection without acting. */
        @JsonProperty("drop-connection")
        DROP_CONNECTION,
        /** Acts, waits, and closes the connection without an answer. */
        @JsonProperty("timeout-after-acting")
        TIMEOUT_AFTER_ACTING,
        /** Acts, and sends only the first half of the answer as if it were whole. */
        @JsonProperty("malformed")
        MALFORMED,
        /** Sends each webhook twice. */
        @JsonProperty("duplicate-webhook")
        DUPLICATE_WEBHOOK,
        /** Sends the webhooks of one payout in reverse order. */
        @JsonProperty("reorder-webhooks")
        REORDER_WEBHOOKS;

        boolean strikesRequests() {
            return this != DUPLICATE_WEBHOOK && this != REORDER_WEBHOOKS;
        }
    }

    boolean matches(String requestedSystem, String requestedMethod, String path) {
        return system.equals(requestedSystem)
                && (method == null || method.equals(requestedMethod))
                && (pathContains == null || path.contains(pathContains));
    }

    Fault spent() {
        return new Fault(id, system, kind, times < 0 ? times : times - 1, delayMillis, pathContains, method);
    }
}
