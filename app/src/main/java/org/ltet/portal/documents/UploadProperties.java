package org.ltet.portal.documents;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How files are taken piece by piece.
 *
 * @param kept how long an upload waits for its next piece; what became of it can be asked for as long
 * @param most files that one person may have on the way at one time
 */
@ConfigurationProperties("portal.documents.uploads")
record UploadProperties(
        @DefaultValue("24h") Duration kept,
        @DefaultValue("40") int most) {}
