package org.ltet.portal.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.FieldCipher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The portal's mark on entries and anchors, made with a key that the database never sees. */
@Component
class Marks {

    private final FieldCipher cipher;
    private final JsonMapper json;

    Marks(FieldCipher cipher, JsonMapper json) {
        this.cipher = cipher;
        this.json = json;
    }

    byte[] of(Written entry) {
        return mark(Arrays.asList(
                "entry",
                entry.record().toString(),
                Long.toString(micros(entry.at())),
                entry.actorAccount().toString(),
                entry.actorNumber(),
                entry.actorName(),
                entry.actorRoles(),
                entry.fromAddress(),
                entry.action(),
                entry.objectType(),
                entry.objectId(),
                entry.applicationId() == null ? null : entry.applicationId().toString(),
                entry.schemeCode(),
                sorted(entry.changes()),
                entry.reason()));
    }

    byte[] ofAnchor(long place, String hash, Instant at) {
        return mark(List.of("anchor", Long.toString(place), hash, Long.toString(micros(at))));
    }

    byte[] ofArchive(String month, long entries, String hash) {
        return mark(List.of("archive", month, Long.toString(entries), hash));
    }

    boolean same(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /** The database keeps JSON with other spaces and another order of the names, and the mark must outlive that. */
    private String sorted(String changes) {
        return json.writeValueAsString(SealedChanges.stored(json, changes));
    }

    private byte[] mark(List<@Nullable String> fields) {
        return cipher.mark(joined(fields).getBytes(StandardCharsets.UTF_8));
    }

    /** Each field with its length before it, as in the database's function audit.hash_of. */
    static String joined(List<@Nullable String> fields) {
        return fields.stream()
                .map(field -> field == null ? "-" : field.codePointCount(0, field.length()) + ":" + field)
                .collect(Collectors.joining(","));
    }
}
