package org.ltet.portal.applications.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Refused;

/** What a sender says of a file before it comes, as the tus protocol writes it: names, and values in base64. */
final class UploadMetadata {

    static final String HEADER = "Upload-Metadata";

    private static final int MOST_PAIRS = 20;

    private UploadMetadata() {}

    /**
     * Reads "filename d29ybGQ=,type SE9TUElUQUxfQklMTA==".
     *
     * @throws Refused where a value is no base64, or there are more than any sender needs
     */
    static Map<String, String> read(@Nullable String header) {
        Map<String, String> metadata = new HashMap<>();
        String[] pairs = header == null ? new String[0] : header.split(",", -1);
        if (pairs.length > MOST_PAIRS) {
            throw Refused.invalid("documents.uploadHeader", HEADER);
        }
        for (String pair : pairs) {
            String[] parts = pair.strip().split(" ", 2);
            try {
                metadata.put(
                        parts[0],
                        parts.length == 1
                                ? ""
                                : new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException notBase64) {
                throw Refused.invalid("documents.uploadHeader", HEADER);
            }
        }
        return metadata;
    }
}
