package org.ltet.portal.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.ltet.portal.operations.FieldCipher;

/** An account number as it lies encrypted in its row; opened only where a bank file is checked or written. */
final class SealedAccount {

    private final byte[] bytes;

    private SealedAccount(byte[] bytes) {
        this.bytes = bytes;
    }

    static SealedAccount of(ResultSet row, String column) throws SQLException {
        return new SealedAccount(row.getBytes(column));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** @param voucherId the account is sealed to its voucher, also in the payments made from it */
    String open(FieldCipher cipher, UUID voucherId) {
        return cipher.decrypt(bytes, SealedPayments.PAYEE.at(voucherId));
    }
}
