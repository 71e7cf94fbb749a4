package org.ltet.portal.people;

import java.util.UUID;
import org.ltet.portal.shared.Masked;

/** A bank account with its number in clear: for the making of payments only. Prints itself masked. */
public record PayeeAccount(
        UUID id, UUID memberId, String ifsc, String bankName, String branchName, String number, String holder) {

    @Override
    public String toString() {
        return "PayeeAccount[" + id + ", " + ifsc + ", " + Masked.lastFour(number) + "]";
    }
}
