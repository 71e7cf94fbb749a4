package org.ltet.portal.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done and must stay on record (SEC-2). Published as an application event inside the transaction
 * of the change itself, so that both are kept or neither is; who, role, when and from where are added on arrival.
 *
 * @param action what was done, as "application.submitted"
 * @param objectType kind of the thing changed, as "application"
 * @param applicationId the application it belongs to, for the trail of one application
 * @param schemeCode the scheme it belongs to, for the trail of one scheme
 * @param changes each field that changed, sensitive values masked or marked confidential by the publisher
 * @param reason reason code or words of the person who acted
 */
public record Audited(
        String action,
        String objectType,
        String objectId,
        @Nullable UUID applicationId,
        @Nullable String schemeCode,
        List<Change> changes,
        @Nullable String reason) {

    /**
     * One field's value before and after; null where there was or is none.
     *
     * @param confidential both values lie sealed in the trail, and who looks at them is on record
     */
    public record Change(
            String field, @Nullable String from, @Nullable String to, boolean confidential) {

        public Change(String field, @Nullable String from, @Nullable String to) {
            this(field, from, to, false);
        }

        /** Without values that nobody should find in a log. */
        @Override
        public String toString() {
            return confidential ? field + ": •••" : field + ": " + from + " → " + to;
        }
    }

    public Audited {
        changes = List.copyOf(changes);
    }

    public static Audited of(String action, String objectType, Object objectId) {
        return new Audited(action, objectType, objectId.toString(), null, null, List.of(), null);
    }

    public Audited inApplication(UUID id, String scheme) {
        return new Audited(action, objectType, objectId, id, scheme, changes, reason);
    }

    public Audited inScheme(String scheme) {
        return new Audited(action, objectType, objectId, applicationId, scheme, changes, reason);
    }

    /** Adds a field's change; a field that stayed the same is left out. */
    public Audited changed(String field, @Nullable Object from, @Nullable Object to) {
        return changed(field, from, to, false);
    }

    /** Adds a field's change whose values the trail keeps sealed (SEC-3). */
    public Audited changedInConfidence(String field, @Nullable Object from, @Nullable Object to) {
        return changed(field, from, to, true);
    }

    private Audited changed(String field, @Nullable Object from, @Nullable Object to, boolean confidential) {
        if (Objects.equals(from, to)) {
            return this;
        }
        List<Change> more = new ArrayList<>(changes);
        more.add(new Change(
                field, from == null ? null : from.toString(), to == null ? null : to.toString(), confidential));
        return new Audited(action, objectType, objectId, applicationId, schemeCode, more, reason);
    }

    public Audited because(@Nullable String why) {
        return new Audited(action, objectType, objectId, applicationId, schemeCode, changes, why);
    }
}
