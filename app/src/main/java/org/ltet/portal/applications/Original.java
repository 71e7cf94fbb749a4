package org.ltet.portal.applications;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.schemes.SchemeDefinition;

/**
 * One original paper that was asked for, or that came with the others.
 *
 * @param code of the scheme's document; none where it has a name of its own
 * @param label the name of its own
 * @param location where it lies, or lay last; none for members
 * @param returnReference number of the consignment, or who took it
 */
public record Original(
        int position,
        @Nullable String code,
        @Nullable String label,
        State state,
        @Nullable LocalDate arrivedOn,
        @Nullable String location,
        @Nullable LocalDate returnedOn,
        @Nullable ReturnMode returnMode,
        @Nullable String returnReference) {

    public enum State {
        /** Awaited from the member. */
        ASKED,
        /** Not needed any more, before it came. */
        CANCELLED,
        HERE,
        RETURNED
    }

    /** How it goes back. */
    public enum ReturnMode {
        REGISTERED_POST,
        COURIER,
        /** Handed to the member, or to whom the member sent. */
        IN_PERSON,
        /** Through the office of the member's company. */
        OFFICE
    }

    /** In the reader's language; of the definition under which it was asked for. */
    public String name(SchemeDefinition definition, Locale locale) {
        return definition.documents().stream()
                .filter(document -> document.code().equals(code))
                .findFirst()
                .map(document -> document.label().in(locale))
                .orElseGet(() -> label == null ? String.valueOf(code) : label);
    }

    Original asMemberSeesIt() {
        return new Original(position, code, label, state, arrivedOn, null, returnedOn, returnMode, returnReference);
    }
}
