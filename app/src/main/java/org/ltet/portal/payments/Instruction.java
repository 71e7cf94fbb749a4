package org.ltet.portal.payments;

import org.ltet.portal.shared.Money;

/** One line of a bank file: whom to pay, how much, under which reference. Holds a clear account number: never log it. */
record Instruction(String endToEndId, Money amount, String name, String account, String ifsc, String remark) {

    @Override
    public String toString() {
        return "Instruction[" + endToEndId + "]";
    }
}
