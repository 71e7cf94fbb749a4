package org.ltet.portal.operations.spi;

import java.util.UUID;

/** The person whom data are about. */
public record DataSubject(UUID memberId, String employeeNumber) {}
