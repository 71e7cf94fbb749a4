package org.ltet.portal.payments.spi;

/** A file that waits in the bank's outbox. */
public record RemoteFile(String name, long size) {}
