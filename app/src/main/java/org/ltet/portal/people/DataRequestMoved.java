package org.ltet.portal.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Something happened to a member's request about the own data that the member should know of (PRO-5).
 *
 * @param dueOn by when the trust answers; of a copy that is ready, until when it can be fetched
 */
public record DataRequestMoved(
        UUID requestId,
        String employeeNumber,
        DataRequest.Kind kind,
        DataRequest.What what,
        LocalDate dueOn,
        Instant at) {}
