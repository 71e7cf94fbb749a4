package org.ltet.portal.applications;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.ltet.portal.documents.ReadField.Name;
import org.ltet.portal.shared.Refused;

/** What people type of a paper, in the form in which readings have it. */
final class PaperValues {

    private static final int LONGEST = 120;
    private static final Pattern IFSC = Pattern.compile("[A-Z]{4}0[A-Z0-9]{6}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{9,18}");
    private static final Pattern YEAR = Pattern.compile("(?:19[5-9]|20\\d)\\d");
    private static final Pattern ATTEMPT = Pattern.compile("[1-9]");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}(?:\\.\\d{1,2})?");

    private PaperValues() {}

    /**
     * Those that were typed, blank ones left out.
     *
     * @throws Refused invalid, at the name of the first field that cannot be accepted
     */
    static Map<Name, String> of(List<Name> fields, Map<Name, String> typed) {
        Map<Name, String> values = new EnumMap<>(Name.class);
        for (Name name : fields) {
            String text = typed.getOrDefault(name, "").strip();
            if (!text.isEmpty()) {
                values.put(name, value(name, text));
            }
        }
        return values;
    }

    /** @throws Refused invalid, at the name of the field */
    static String value(Name name, String text) {
        return switch (name) {
            case PERCENTAGE -> {
                String number = matching(name, text.replaceAll("\\s*%$", ""), AMOUNT);
                if (new BigDecimal(number).compareTo(BigDecimal.valueOf(100)) > 0) {
                    throw unlike(name);
                }
                yield number;
            }
            case INCOME, TOTAL ->
                new BigDecimal(matching(name, text.replace(",", ""), AMOUNT))
                        .setScale(2)
                        .toPlainString();
            case YEAR -> matching(name, text, YEAR);
            case ATTEMPT -> matching(name, text, ATTEMPT);
            case IFSC -> matching(name, text.toUpperCase(Locale.ROOT), IFSC);
            case ACCOUNT -> matching(name, text.replaceAll("[\\s-]", ""), ACCOUNT);
            case BILL_DATE, VALID_UNTIL -> date(name, text);
            case PERSON, VENDOR, BILL_NUMBER, CERTIFICATE_NUMBER ->
                checked(name, text, plain -> plain.chars().noneMatch(Character::isISOControl));
        };
    }

    private static String date(Name name, String text) {
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeException unreadable) {
            throw unlike(name);
        }
    }

    private static String matching(Name name, String text, Pattern shape) {
        return checked(name, text, plain -> shape.matcher(plain).matches());
    }

    private static String checked(Name name, String text, Predicate<String> shape) {
        if (text.length() > LONGEST || !shape.test(text)) {
            throw unlike(name);
        }
        return text;
    }

    private static Refused unlike(Name name) {
        return Refused.invalidField(name.name(), "applications.paper." + name.name());
    }
}
