package org.ltet.portal.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.springframework.context.MessageSource;

/** Words, amounts and dates in one reader's language (UX-3). */
public final class Words {

    private static final Calendar IN_ENGLISH = new Calendar(Messages.ENGLISH);
    private static final Calendar IN_HINDI = new Calendar(Messages.HINDI);

    /** How dates are written in one language. */
    private record Calendar(DateTimeFormatter date, DateTimeFormatter time) {

        Calendar(Locale locale) {
            this(
                    DateTimeFormatter.ofPattern("d MMM uuuu", locale),
                    DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", locale));
        }
    }

    private final MessageSource messages;
    private final Locale locale;

    public Words(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = Messages.supported(locale);
    }

    public Locale locale() {
        return locale;
    }

    public boolean hindi() {
        return locale.equals(Messages.HINDI);
    }

    /** The text of a key; amounts and dates among the arguments are set in the reader's way. */
    public String t(String key, Object... arguments) {
        if (arguments.length == 0) {
            return messages.getMessage(key, null, locale);
        }
        Object[] shown = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            shown[i] = shown(arguments[i]);
        }
        return messages.getMessage(key, shown, locale);
    }

    public boolean has(String key) {
        String text = messages.getMessage(key, null, "", locale);
        return text != null && !text.isEmpty();
    }

    public String money(Money amount) {
        return amount.display();
    }

    /** Spelled out in the reader's language: "Rupees One Lakh Only". */
    public String inWords(Money amount) {
        return AmountInWords.of(amount, this);
    }

    public String date(LocalDate date) {
        return calendar().date().format(date);
    }

    public String date(Instant instant) {
        return date(IndiaTime.dateOf(instant));
    }

    public String dateTime(Instant instant) {
        return calendar().time().format(instant.atZone(IndiaTime.ZONE));
    }

    private Calendar calendar() {
        return hindi() ? IN_HINDI : IN_ENGLISH;
    }

    private Object shown(Object argument) {
        return switch (argument) {
            case Money amount -> money(amount);
            case LocalDate date -> date(date);
            case Instant instant -> dateTime(instant);
            case Number number -> number.toString();
            default -> argument;
        };
    }
}
