package org.ltet.portal.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.operations.SealedColumn.Cell;
import org.ltet.portal.shared.Audited.Change;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes as they lie in an entry: confidential values sealed, bound to the entry and their place in it. An entry is
 * never rewritten, so they stay under the data key of their day, which is kept for them.
 */
@Component
class SealedChanges {

    /** @param sealed both values, instead of from and to */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Stored(
            String field,
            @Nullable String from,
            @Nullable String to,
            @Nullable String sealed) {}

    private record Values(@Nullable String from, @Nullable String to) {}

    private final FieldCipher cipher;
    private final JsonMapper json;

    SealedChanges(FieldCipher cipher, JsonMapper json) {
        this.cipher = cipher;
        this.json = json;
    }

    String write(List<Change> changes, UUID record) {
        List<Stored> stored = new ArrayList<>();
        for (Change change : changes) {
            if (change.confidential()) {
                String values = json.writeValueAsString(new Values(change.from(), change.to()));
                byte[] sealed = cipher.encrypt(values, cell(record, stored.size()));
                stored.add(new Stored(
                        change.field(), null, null, Base64.getEncoder().encodeToString(sealed)));
            } else {
                stored.add(new Stored(change.field(), change.from(), change.to(), null));
            }
        }
        return json.writeValueAsString(stored);
    }

    /** @param open whether confidential values are shown; whoever asks for them puts that on record */
    List<Change> read(String changes, @Nullable UUID record, boolean open) {
        List<Change> result = new ArrayList<>();
        for (Stored change : stored(json, changes)) {
            if (change.sealed() == null) {
                result.add(new Change(change.field(), change.from(), change.to()));
            } else if (open && record != null) {
                byte[] sealed = Base64.getDecoder().decode(change.sealed());
                Values values = json.readValue(cipher.decrypt(sealed, cell(record, result.size())), Values.class);
                result.add(new Change(change.field(), values.from(), values.to(), true));
            } else {
                result.add(new Change(change.field(), null, null, true));
            }
        }
        return result;
    }

    static List<Stored> stored(JsonMapper json, String changes) {
        return json.readValue(changes, new TypeReference<List<Stored>>() {});
    }

    private static Cell cell(UUID record, int index) {
        return new Cell("audit.entry.changes", record + "/" + index);
    }
}
