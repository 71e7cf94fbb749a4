package org.ltet.portal.people;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Refused;

/** A bank account as a member types it, the number twice; not yet judged. */
public record BankAccountEntry(String ifsc, String number, String numberAgain, String holder) {

    /** ASCII digits: banks read no others. */
    static final Pattern NUMBER = Pattern.compile("[0-9]{9,18}");

    public static final int LONGEST_HOLDER = 100;

    private static final Pattern NO_NUMBER = Pattern.compile("0+");
    private static final Pattern GROUPING = Pattern.compile("(?<=[0-9])[ -]+(?=[0-9])");
    private static final Pattern HOLDER = Pattern.compile("[A-Za-z0-9 .,'()/&-]+");

    /** A field that is left out counts as empty. */
    public static BankAccountEntry of(
            @Nullable String ifsc, @Nullable String number, @Nullable String numberAgain, @Nullable String holder) {
        return new BankAccountEntry(
                ContactEntry.orEmpty(ifsc),
                ContactEntry.orEmpty(number),
                ContactEntry.orEmpty(numberAgain),
                ContactEntry.orEmpty(holder));
    }

    /** Without the spaces and dashes that people copy along. */
    BankAccountEntry tidy() {
        return new BankAccountEntry(
                ifsc.strip(),
                GROUPING.matcher(number.strip()).replaceAll(""),
                GROUPING.matcher(numberAgain.strip()).replaceAll(""),
                holder.strip());
    }

    /** Everything that is wrong, each at its field; empty when it can be stored. */
    public List<Refused> problems(Ifsc branches) {
        BankAccountEntry tidy = tidy();
        List<Refused> problems = new ArrayList<>();
        if (tidy.ifsc.isEmpty()) {
            problems.add(Refused.invalidField("ifsc", "people.ifscMissing"));
        } else if (branches.branch(tidy.ifsc).isEmpty()) {
            problems.add(Refused.invalidField("ifsc", "people.ifscUnknown"));
        }
        if (!NUMBER.matcher(tidy.number).matches()
                || NO_NUMBER.matcher(tidy.number).matches()) {
            problems.add(Refused.invalidField("number", "people.accountNumber"));
        } else if (!tidy.number.equals(tidy.numberAgain)) {
            problems.add(Refused.invalidField("numberAgain", "people.accountNumberAgain"));
        }
        if (tidy.holder.isEmpty()) {
            problems.add(Refused.invalidField("holder", "people.required"));
        } else if (tidy.holder.length() > LONGEST_HOLDER) {
            problems.add(Refused.invalidField("holder", "people.long", LONGEST_HOLDER));
        } else if (!HOLDER.matcher(tidy.holder).matches()) {
            problems.add(Refused.invalidField("holder", "people.holder"));
        }
        return problems;
    }

    /** Without the number: it must not find its way into a log. */
    @Override
    public String toString() {
        return "BankAccountEntry[" + ifsc + "]";
    }
}
