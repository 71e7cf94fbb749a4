package org.ltet.portal.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.ltet.portal.shared.Masked;
import org.ltet.portal.shared.Money;

/** What must hold of a payment before it may be frozen into a batch. Pure: the branch list comes in as a question. */
final class InstructionCheck {

    private static final Pattern IFSC = Pattern.compile("[A-Z]{4}0[A-Z0-9]{6}");
    private static final Pattern ACCOUNT_CHARACTERS = Pattern.compile("[A-Za-z0-9]+");
    private static final int ACCOUNT_MIN = 6;
    private static final int ACCOUNT_MAX = 20;

    private InstructionCheck() {}

    static List<Fault> faults(Instruction instruction, Predicate<String> branchExists) {
        List<Fault> faults = new ArrayList<>();
        if (!instruction.amount().isPositive()) {
            faults.add(new Fault("amountNotPositive", instruction.amount().display()));
        }
        if (instruction.amount().exceeds(Money.MAX)) {
            faults.add(new Fault("amountTooLarge", instruction.amount().display()));
        }
        if (!IFSC.matcher(instruction.ifsc()).matches()) {
            faults.add(new Fault("ifscFormat", instruction.ifsc()));
        } else if (!branchExists.test(instruction.ifsc())) {
            faults.add(new Fault("ifscUnknown", instruction.ifsc()));
        }
        String account = instruction.account();
        if (!ACCOUNT_CHARACTERS.matcher(account).matches()) {
            faults.add(new Fault("accountCharacters", Masked.lastFour(account)));
        } else if (account.length() < ACCOUNT_MIN || account.length() > ACCOUNT_MAX) {
            faults.add(new Fault("accountLength", Integer.toString(account.length())));
        } else if (account.chars().allMatch(digit -> digit == '0')) {
            faults.add(new Fault("accountZeros", Masked.lastFour(account)));
        }
        if (BankText.of(instruction.name(), 140).isEmpty()) {
            faults.add(new Fault("nameUnreadable", instruction.name()));
        }
        if (!BankText.isReference(instruction.endToEndId())) {
            faults.add(new Fault("reference", instruction.endToEndId()));
        }
        return faults;
    }
}
