package org.ltet.portal.people;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.shared.Verhoeff;

/** The numbers by which the state knows a person; both are given by choice (PRO-4). */
public enum IdentityNumber {
    /** Ten characters; the fourth tells what kind of holder it is, P for a person. Its last letter cannot be checked. */
    PAN {
        @Override
        String tidy(String typed) {
            return SEPARATOR.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
        }

        @Override
        Optional<Refused> problem(String tidy) {
            if (!PAN_FORM.matcher(tidy).matches()) {
                return Optional.of(Refused.invalidField("number", "people.pan"));
            }
            return tidy.charAt(3) == 'P'
                    ? Optional.empty()
                    : Optional.of(Refused.invalidField("number", "people.panOfPerson"));
        }

        @Override
        String masked(String number) {
            return number.substring(0, 3) + "xxxx" + number.substring(7);
        }
    },

    /** Twelve digits, the last of them a check digit. */
    AADHAAR {
        @Override
        String tidy(String typed) {
            return SEPARATOR.matcher(typed).replaceAll("");
        }

        @Override
        Optional<Refused> problem(String tidy) {
            return AADHAAR_FORM.matcher(tidy).matches() && Verhoeff.holds(tidy)
                    ? Optional.empty()
                    : Optional.of(Refused.invalidField("number", "people.aadhaar"));
        }

        @Override
        String masked(String number) {
            return "XXXX XXXX " + number.substring(8);
        }
    };

    private static final Pattern SEPARATOR = Pattern.compile("[ -]");
    private static final Pattern PAN_FORM = Pattern.compile("[A-Z]{3}[ABCFGHJLPT][A-Z](?!0000)[0-9]{4}[A-Z]");
    private static final Pattern AADHAAR_FORM = Pattern.compile("[2-9][0-9]{11}");

    /** Without the spaces and dashes that people write. */
    abstract String tidy(String typed);

    abstract Optional<Refused> problem(String tidy);

    /** As screens show it: not enough to find the rest. */
    abstract String masked(String number);

    public static Optional<IdentityNumber> read(String name) {
        return Stream.of(values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** As it stands in addresses. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    ConsentPurpose purpose() {
        return this == PAN ? ConsentPurpose.PAN : ConsentPurpose.AADHAAR;
    }
}
