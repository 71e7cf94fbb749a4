package org.ltet.portal.schemes;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words in the two languages of the portal. */
public record Text(String en, String hi) {

    public String in(Locale locale) {
        return locale.getLanguage().equals("hi") ? hi : en;
    }

    static Text joined(List<Text> texts) {
        return new Text(
                texts.stream().map(Text::en).collect(Collectors.joining(", ")),
                texts.stream().map(Text::hi).collect(Collectors.joining(", ")));
    }
}
