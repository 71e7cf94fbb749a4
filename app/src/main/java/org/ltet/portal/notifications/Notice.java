package org.ltet.portal.notifications;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One entry of a person's inbox. */
record Notice(
        UUID id,
        String employeeNumber,
        NoticeKind kind,
        UUID applicationId,
        NoticeFacts facts,
        Instant happenedAt,
        @Nullable Instant readAt) {}
