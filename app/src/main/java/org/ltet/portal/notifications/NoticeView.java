package org.ltet.portal.notifications;

import java.time.Instant;
import java.util.UUID;

/**
 * One entry of the inbox in the reader's language.
 *
 * @param next who acts next, and by when
 * @param applicationId of which it tells; of the most urgent one where several are told of together, and of a summary
 *     that names none the summary's own id
 * @param comment of the person who acted, empty where none was given
 * @param link where the thing itself is seen
 * @param asks the reader must do something
 */
public record NoticeView(
        UUID id,
        NoticeKind kind,
        String title,
        String text,
        String next,
        String comment,
        UUID applicationId,
        String number,
        String link,
        boolean asks,
        Instant happenedAt,
        boolean read) {}
