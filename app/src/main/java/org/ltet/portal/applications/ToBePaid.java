package org.ltet.portal.applications;

import java.util.UUID;
import org.ltet.portal.shared.Masked;
import org.ltet.portal.shared.Money;

/**
 * What is about to be paid for an application, to be compared with what was approved. Prints itself masked.
 *
 * @param accountTakenAnew money came back, and two people checked the account that the member gave instead
 */
public record ToBePaid(UUID applicationId, Money amount, String ifsc, String account, boolean accountTakenAnew) {

    @Override
    public String toString() {
        return "ToBePaid[" + applicationId + ", " + amount + ", " + ifsc + ", " + Masked.lastFour(account) + "]";
    }
}
