package org.ltet.portal.documents;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes a name that a device sent fit for showing: no folders, no control or direction-changing characters. */
final class FileNames {

    private static final int LONGEST = 120;
    private static final Pattern UNSHOWABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]");
    private static final Pattern UNWISE = Pattern.compile("[\"<>|:*?]");

    private FileNames() {}

    static String clean(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String shown = Normalizer.normalize(UNSHOWABLE.matcher(last).replaceAll(""), Normalizer.Form.NFC);
        String safe = shorten(UNWISE.matcher(shown).replaceAll("_").strip());
        return safe.isEmpty() || safe.chars().allMatch(c -> c == '.') ? "document" : safe;
    }

    /** Lower case, without the dot; empty where there is none. */
    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 1 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    static String withExtension(String name, String extension) {
        int dot = name.lastIndexOf('.');
        return (dot < 1 ? name : name.substring(0, dot)) + "." + extension;
    }

    private static String shorten(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        String extension = extension(name);
        int room = extension.isEmpty() || extension.length() > 10 ? LONGEST : LONGEST - extension.length() - 1;
        int end = Character.isHighSurrogate(name.charAt(room - 1)) ? room - 1 : room;
        String start = name.substring(0, end).stripTrailing();
        return room == LONGEST ? start : start + "." + extension;
    }
}
