package org.ltet.portal.applications;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.operations.SealedColumn.Cell;

/**
 * JSON as it lies sealed in its row. What did not change keeps its bytes, so that the database, which cannot look
 * inside, can still refuse a change where none is allowed.
 */
record SealedJson(String json, byte[] sealed) {

    static @Nullable SealedJson open(byte @Nullable [] sealed, FieldCipher cipher, Cell cell) {
        return sealed == null ? null : new SealedJson(cipher.decrypt(sealed, cell), sealed);
    }

    /** @param retold how the JSON that was read would be written today */
    static @Nullable SealedJson close(
            @Nullable SealedJson before,
            @Nullable String json,
            UnaryOperator<String> retold,
            FieldCipher cipher,
            Cell cell) {
        if (json == null) {
            return null;
        }
        if (before != null
                && (before.json.equals(json) || retold.apply(before.json).equals(json))) {
            return before;
        }
        return new SealedJson(json, cipher.encrypt(json, cell));
    }

    static byte @Nullable [] bytes(@Nullable SealedJson value) {
        return value == null ? null : value.sealed;
    }

    static @Nullable String text(@Nullable SealedJson value) {
        return value == null ? null : value.json;
    }

    /** Without the content. */
    @Override
    public String toString() {
        return "SealedJson[" + sealed.length + " bytes]";
    }
}
