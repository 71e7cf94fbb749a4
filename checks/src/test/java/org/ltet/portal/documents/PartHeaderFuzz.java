package org.ltet.portal.documents;

import org.ltet.checks.Input;
import org.springframework.http.ContentDisposition;

/** The head of a file inside a form, and the name that goes out again with the document. */
public final class PartHeaderFuzz {

    private PartHeaderFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String name;
        try {
            name = ContentDisposition.parse(Input.text(input)).getFilename();
        } catch (RuntimeException refused) {
            // Spring makes one refusal of whatever its parser throws, and PageErrors answers it with 400
            return;
        }
        String clean = FileNames.clean(name == null ? "" : name);
        String header = ContentDisposition.attachment()
                .filename(clean, java.nio.charset.StandardCharsets.UTF_8)
                .build()
                .toString();
        Input.holds(header.chars().allMatch(c -> c >= ' ' && c < 0x7f), "unfit for a header: " + header);
        Input.holds(header.startsWith("attachment; filename=\""), "not only saved: " + header);
        String again = ContentDisposition.parse(header).getFilename();
        Input.holds(clean.equals(again), "another name comes back: " + clean + " / " + again);
    }
}
