package org.ltet.portal.documents;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is accepted, and how it is looked into.
 *
 * @param maxSize largest upload
 * @param maxPages largest PDF
 * @param maxMegapixels largest picture, told from its header before a pixel is decoded
 * @param checkers child processes that look into files; also the number of files looked into at one time
 * @param checkerHeap heap of one child process, as the JVM's -Xmx takes it
 * @param checkTimeout longest look into one file, after which the child is ended and the file refused
 * @param waitForChecker longest wait for a free child, after which the person is asked to try again
 * @param readerHeap heap of the child process that reads documents
 * @param readTimeout longest reading of one document, after which it counts as unreadable
 * @param readerIdle after so long without work the child that reads is ended
 */
@ConfigurationProperties("portal.documents")
record DocumentProperties(
        @DefaultValue("5MB") DataSize maxSize,
        @DefaultValue("200") int maxPages,
        @DefaultValue("40") int maxMegapixels,
        @DefaultValue("2") int checkers,
        @DefaultValue("300m") String checkerHeap,
        @DefaultValue("20s") Duration checkTimeout,
        @DefaultValue("30s") Duration waitForChecker,
        @DefaultValue("300m") String readerHeap,
        @DefaultValue("60s") Duration readTimeout,
        @DefaultValue("60s") Duration readerIdle) {}
