package org.ltet.portal.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of an archive: a link of the chain with its entry, everything that its hash covers. */
record ArchivedEntry(
        long place,
        long id,
        String previousHash,
        String hash,
        Instant at,
        UUID actorAccount,
        String actorNumber,
        String actorName,
        String actorRoles,
        @Nullable String fromAddress,
        String action,
        String objectType,
        String objectId,
        @Nullable UUID applicationId,
        @Nullable String schemeCode,
        String changes,
        @Nullable String reason,
        @Nullable UUID record,
        @Nullable String mark) {

    static ArchivedEntry of(java.sql.ResultSet row, int index) throws java.sql.SQLException {
        byte[] mark = row.getBytes("mark");
        return new ArchivedEntry(
                row.getLong("place"),
                row.getLong("id"),
                HexFormat.of().formatHex(row.getBytes("previous_hash")),
                HexFormat.of().formatHex(row.getBytes("hash")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("actor_account", UUID.class),
                row.getString("actor_number"),
                row.getString("actor_name"),
                row.getString("actor_roles"),
                row.getString("from_address"),
                row.getString("action"),
                row.getString("object_type"),
                row.getString("object_id"),
                row.getObject("application_id", UUID.class),
                row.getString("scheme_code"),
                row.getString("changes"),
                row.getString("reason"),
                row.getObject("record", UUID.class),
                mark == null ? null : HexFormat.of().formatHex(mark));
    }

    /** As it was written; an entry from before the marks has no record. */
    Written written() {
        return new Written(
                record == null ? new UUID(0, 0) : record,
                at,
                actorAccount,
                actorNumber,
                actorName,
                actorRoles,
                fromAddress,
                action,
                objectType,
                objectId,
                applicationId,
                schemeCode,
                changes,
                reason);
    }

    /** Whether its hash is the one of what it says. */
    boolean isHashed() {
        byte[] marked = mark == null ? null : HexFormat.of().parseHex(mark);
        byte[] before = HexFormat.of().parseHex(previousHash);
        return Arrays.equals(HexFormat.of().parseHex(hash), Verification.hash(before, id, marked, written()));
    }
}
