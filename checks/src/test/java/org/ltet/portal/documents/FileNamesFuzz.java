package org.ltet.portal.documents;

import org.ltet.checks.Input;

/** Names of uploaded files: no folder, no line end, no change of direction, never empty. */
public final class FileNamesFuzz {

    private FileNamesFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String clean = FileNames.clean(Input.text(input));
        Input.holds(!clean.isBlank() && clean.length() <= 120, "no name, or too long a one");
        Input.holds(clean.chars().noneMatch(c -> c < ' ' || c == 0x7f || "/\\\"<>|:*?".indexOf(c) >= 0), "unsafe");
        Input.holds(clean.chars().noneMatch(c -> c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069), "turned");
        Input.holds(!clean.equals(".") && !clean.equals(".."), "a folder");
        Input.holds(clean.equals(FileNames.clean(clean)), "another name the second time: " + clean);
        for (MediaKind kind : MediaKind.values()) {
            String named = kind.nameFor(clean);
            Input.holds(
                    MediaKind.ofExtension(FileNames.extension(named))
                            .filter(kind::equals)
                            .isPresent(),
                    "a name that does not say its kind: " + named);
        }
    }
}
