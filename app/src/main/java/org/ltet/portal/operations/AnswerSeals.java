package org.ltet.portal.operations;

import org.ltet.portal.operations.SealedColumn.Cell;
import org.ltet.portal.web.AnswerSeal;
import org.springframework.stereotype.Component;

/** Lends the shell the data key for the two days that it keeps an answer. */
@Component
class AnswerSeals implements AnswerSeal {

    private static final String COLUMN = "web.idempotency_key.body";

    private final FieldCipher cipher;

    AnswerSeals(FieldCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public byte[] seal(byte[] content, String place) {
        return cipher.encrypt(content, new Cell(COLUMN, place));
    }

    @Override
    public byte[] open(byte[] sealed, String place) {
        return cipher.decryptBytes(sealed, new Cell(COLUMN, place));
    }
}
