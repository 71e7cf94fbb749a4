package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;

/** A sent-back application was not answered for six months. */
public record ApplicationLapsed(UUID applicationId, String number, String employeeNumber, String schemeCode, Instant at)
        implements ApplicationEvent {}
