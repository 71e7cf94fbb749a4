package org.ltet.portal.people;

import java.util.List;
import org.ltet.checks.Input;

/** Branch codes, account numbers and contact details as members type them. */
public final class EntriesFuzz {

    private static final Ifsc BRANCHES = new Ifsc();

    private EntriesFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> typed = Input.lines(input, 6);
        BRANCHES.branch(typed.get(0))
                .ifPresent(branch -> Input.holds(branch.ifsc().matches("[A-Z]{4}0[A-Z0-9]{6}"), "no branch code"));
        BankAccountEntry account = BankAccountEntry.of(typed.get(0), typed.get(1), typed.get(2), typed.get(3));
        if (account.problems(BRANCHES).isEmpty()) {
            BankAccountEntry tidy = account.tidy();
            Input.holds(tidy.number().matches("[0-9]{9,18}"), "no account number");
            Input.holds(tidy.equals(tidy.tidy()), "another entry the second time");
        }
        ContactEntry contact =
                ContactEntry.of(typed.get(0), typed.get(1), typed.get(2), typed.get(3), typed.get(4), typed.get(5));
        if (contact.problems().isEmpty()) {
            ContactEntry tidy = contact.tidy();
            Input.holds(tidy.email().chars().noneMatch(c -> c <= ' ' || c == '<' || c == '>'), "unfit for a mail head");
            Input.holds(tidy.mobile().matches("[0-9]{10}"), "no mobile number");
        }
    }
}
