package org.ltet.portal.documents;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How pages are painted.
 *
 * @param painters child processes that make pictures of pages; also the number of pages painted at one time
 * @param heap of one of them, as the JVM's -Xmx takes it
 * @param timeout longest work on the picture of one page
 * @param patience longest wait for a free child
 * @param idle after so long without work they are ended
 */
@ConfigurationProperties("portal.documents.viewer")
record ViewerProperties(
        @DefaultValue("2") int painters,
        @DefaultValue("256m") String heap,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("60s") Duration idle) {}
