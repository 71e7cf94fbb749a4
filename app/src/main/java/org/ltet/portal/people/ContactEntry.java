package org.ltet.portal.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Refused;

/** Contact details as a member types them, not yet judged; all parts of the address or none. */
public record ContactEntry(String email, String mobile, String line, String city, String state, String pin) {

    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,8}");
    private static final Pattern MOBILE = Pattern.compile("[6-9][0-9]{9}");
    private static final Pattern PIN = Pattern.compile("[1-9][0-9]{5}");
    private static final Pattern COUNTRY_CODE = Pattern.compile("^(\\+91|0)(?=[6-9][0-9]{9}$)");
    private static final Pattern GROUPING = Pattern.compile("(?<=[0-9])[ -]+(?=[0-9])");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int LONGEST_EMAIL = 254;
    public static final int LONGEST_LINE = 200;
    public static final int LONGEST_PLACE = 60;

    /** A field that is left out counts as empty. */
    public static ContactEntry of(
            @Nullable String email,
            @Nullable String mobile,
            @Nullable String line,
            @Nullable String city,
            @Nullable String state,
            @Nullable String pin) {
        return new ContactEntry(
                orEmpty(email), orEmpty(mobile), orEmpty(line), orEmpty(city), orEmpty(state), orEmpty(pin));
    }

    static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    /** Without the spaces, dashes and country code that people write. */
    ContactEntry tidy() {
        String digits = GROUPING.matcher(mobile.strip()).replaceAll("");
        return new ContactEntry(
                email.strip(),
                COUNTRY_CODE.matcher(digits).replaceFirst(""),
                line.strip(),
                city.strip(),
                state.strip(),
                GROUPING.matcher(pin.strip()).replaceAll(""));
    }

    /** Everything that is wrong, each at its field; empty when it can be stored. */
    public List<Refused> problems() {
        ContactEntry tidy = tidy();
        List<Refused> problems = new ArrayList<>();
        if (tidy.email.length() > LONGEST_EMAIL || !EMAIL.matcher(tidy.email).matches()) {
            problems.add(Refused.invalidField("email", "people.email"));
        }
        if (!MOBILE.matcher(tidy.mobile).matches()) {
            problems.add(Refused.invalidField("mobile", "people.mobile"));
        }
        place(problems, "line", tidy.line, LONGEST_LINE);
        place(problems, "city", tidy.city, LONGEST_PLACE);
        place(problems, "state", tidy.state, LONGEST_PLACE);
        if (!PIN.matcher(tidy.pin).matches()) {
            problems.add(Refused.invalidField("pin", "people.pin"));
        }
        return problems;
    }

    private static void place(List<Refused> problems, String field, String value, int longest) {
        if (value.isEmpty()) {
            problems.add(Refused.invalidField(field, "people.required"));
        } else if (value.length() > longest) {
            problems.add(Refused.invalidField(field, "people.long", longest));
        } else if (CONTROL.matcher(value).find()) {
            problems.add(Refused.invalidField(field, "people.control"));
        }
    }
}
