package org.ltet.portal.applications.web;

import java.util.Map;
import org.ltet.checks.Input;
import org.ltet.portal.shared.Refused;

/** What a sender says of a file before it comes, piece by piece (tus). */
public final class UploadMetadataFuzz {

    private UploadMetadataFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Map<String, String> metadata = UploadMetadata.read(Input.text(input));
            Input.holds(metadata.size() <= 20, "more than any sender needs");
            Input.holds(metadata.keySet().stream().noneMatch(name -> name.contains(",")), "two names in one");
        } catch (Refused refused) {
            Input.holds(refused.code().equals("documents.uploadHeader"), "another refusal: " + refused.code());
        }
    }
}
