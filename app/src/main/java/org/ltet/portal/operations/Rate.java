package org.ltet.portal.operations;

import java.time.Duration;

/** So many times in so much time, regained steadily. */
public record Rate(String name, long times, Duration per) {}
