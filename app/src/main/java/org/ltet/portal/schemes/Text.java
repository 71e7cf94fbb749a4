package org.ltet.portal.schemes;

import java.util.Locale;

/** Words in the two languages of the portal. */
public record Text(String en, String hi) {

    public String in(Locale locale) {
        return locale.getLanguage().equals("hi") ? hi : en;
    }
}
