package org.ltet.portal.shared;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that the rules refuse: nothing was changed. Pages show the message of {@code refused.<code>} in the
 * reader's language, programs get a problem detail with the code (RFC 9457).
 */
public class Refused extends RuntimeException {

    public enum Kind {
        /** No such thing, or not for this person: the two are not told apart (ACC-5). */
        NOT_FOUND,
        /** The role may not do this at all. */
        FORBIDDEN,
        /** Somebody else acted first, or the state does not allow it any more. */
        CONFLICT,
        /** The object was changed since it was read. */
        STALE,
        /** What was sent cannot be accepted. */
        INVALID,
        /** Too often in too short a time; {@link #retryAfter()} says when it may be tried again. */
        TOO_MANY
    }

    private final Kind kind;
    private final String code;
    private final @Nullable String field;
    private final List<Object> arguments;
    private @Nullable Duration retryAfter;

    private Refused(Kind kind, String code, @Nullable String field, Object... arguments) {
        super(code + " " + List.of(arguments));
        this.kind = kind;
        this.code = code;
        this.field = field;
        this.arguments = List.of(arguments);
    }

    public static Refused notFound(String what) {
        return new Refused(Kind.NOT_FOUND, "notFound", null, what);
    }

    public static Refused forbidden(String code, Object... arguments) {
        return new Refused(Kind.FORBIDDEN, code, null, arguments);
    }

    public static Refused conflict(String code, Object... arguments) {
        return new Refused(Kind.CONFLICT, code, null, arguments);
    }

    public static Refused stale() {
        return new Refused(Kind.STALE, "stale", null);
    }

    public static Refused invalid(String code, Object... arguments) {
        return new Refused(Kind.INVALID, code, null, arguments);
    }

    public static Refused invalidField(String field, String code, Object... arguments) {
        return new Refused(Kind.INVALID, code, field, arguments);
    }

    public static Refused tooMany(Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        Refused refused = new Refused(Kind.TOO_MANY, "tooMany", null, Math.max(1, (seconds + 59) / 60));
        refused.retryAfter = Duration.ofSeconds(seconds);
        return refused;
    }

    /** Of {@link Kind#TOO_MANY}: how long to wait, in whole seconds. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public Kind kind() {
        return kind;
    }

    /** Message key below "refused.", stable for programs. */
    public String code() {
        return code;
    }

    /** The form field at fault, where there is one. */
    public @Nullable String field() {
        return field;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
