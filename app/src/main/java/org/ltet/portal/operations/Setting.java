package org.ltet.portal.operations;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * One number that an administrator may change while the portal runs (ADM-6). Its words are the messages
 * {@code setting.<key>} and {@code setting.<key>.hint} of the module that owns it.
 *
 * @param key begins with the name of the module
 * @param standard what holds as long as nobody changed it
 * @param least the smallest value that can be set; for durations in the unit
 */
public record Setting(String key, Unit unit, long standard, long least, long most) {

    private static final Pattern KEY = Pattern.compile("[a-z]+(\\.[a-zA-Z]+)+");

    public enum Unit {
        COUNT,
        MINUTES,
        HOURS,
        DAYS;

        Duration of(long value) {
            return switch (this) {
                case COUNT -> throw new IllegalStateException("A count is no time");
                case MINUTES -> Duration.ofMinutes(value);
                case HOURS -> Duration.ofHours(value);
                case DAYS -> Duration.ofDays(value);
            };
        }
    }

    public Setting {
        if (!KEY.matcher(key).matches() || least > standard || standard > most) {
            throw new IllegalArgumentException("Not a setting: " + key);
        }
    }

    public static Setting count(String key, long standard, long least, long most) {
        return new Setting(key, Unit.COUNT, standard, least, most);
    }

    public static Setting minutes(String key, long standard, long least, long most) {
        return new Setting(key, Unit.MINUTES, standard, least, most);
    }

    public static Setting hours(String key, long standard, long least, long most) {
        return new Setting(key, Unit.HOURS, standard, least, most);
    }

    public static Setting days(String key, long standard, long least, long most) {
        return new Setting(key, Unit.DAYS, standard, least, most);
    }

    boolean allows(long value) {
        return least <= value && value <= most;
    }
}
