package org.ltet.simulators.hrms;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of OData's filter language that the HR system's clients use: conditions joined by {@code and}. */
record PeopleFilter(@Nullable String number, Instant from, Instant before) {

    private static final Pattern CONDITION = Pattern.compile(
            "(lastModifiedDateTime|personIdExternal)\\s+(eq|gt|ge|lt|le)\\s+(datetimeoffset|datetime)?'([^']*)'");

    static final PeopleFilter ALL = new PeopleFilter(null, Instant.MIN, Instant.MAX);

    static PeopleFilter parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return ALL;
        }
        PeopleFilter filter = ALL;
        for (String condition : text.strip().split("\\s+and\\s+")) {
            Matcher matcher = CONDITION.matcher(condition.strip());
            if (!matcher.matches()) {
                throw new ODataException("COE_UNSUPPORTED_FEATURE", "filter not understood: " + condition);
            }
            filter = filter.and(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4));
        }
        return filter;
    }

    boolean admits(String candidate, Instant modified) {
        return (number == null || number.equals(candidate)) && !modified.isBefore(from) && modified.isBefore(before);
    }

    private PeopleFilter and(String field, String operator, @Nullable String type, String value) {
        boolean byNumber = field.equals("personIdExternal");
        if (byNumber != (type == null) || byNumber != operator.equals("eq")) {
            throw new ODataException("COE_UNSUPPORTED_FEATURE", field + " cannot be compared by " + operator);
        }
        if (byNumber) {
            return new PeopleFilter(value, from, before);
        }
        Instant time = time(value);
        return switch (operator) {
            case "gt" -> new PeopleFilter(number, time.plusNanos(1), before);
            case "ge" -> new PeopleFilter(number, time, before);
            case "lt" -> new PeopleFilter(number, from, time);
            default -> new PeopleFilter(number, from, time.plusNanos(1));
        };
    }

    private static Instant time(String value) {
        try {
            return value.matches(".*(Z|[+-]\\d\\d:\\d\\d)$")
                    ? OffsetDateTime.parse(value).toInstant()
                    : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new ODataException("COE_PROPERTY_INVALID", "not a time: " + value);
        }
    }
}
