package org.ltet.portal.notifications;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.ltet.portal.shared.Ids;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts a notice into a person's inbox and stages its e-mail, both in one transaction. The same event delivered again
 * finds its notice there and does nothing.
 */
@Component
class Post {

    private final NoticeRows notices;
    private final DeliveryRows deliveries;
    private final UnreadCounts unread;
    private final SchedulerClient jobs;
    private final Clock clock;

    Post(NoticeRows notices, DeliveryRows deliveries, UnreadCounts unread, SchedulerClient jobs, Clock clock) {
        this.notices = notices;
        this.deliveries = deliveries;
        this.unread = unread;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Transactional
    void deliver(
            String eventKey, String person, NoticeKind kind, UUID applicationId, NoticeFacts facts, Instant happened) {
        Instant now = clock.instant();
        Notice notice = new Notice(Ids.next(), person, kind, applicationId, facts, happened, null);
        if (!notices.insert(notice, eventKey, now)) {
            return;
        }
        UUID delivery = Ids.next();
        deliveries.insertEmail(delivery, notice.id(), now);
        jobs.scheduleIfNotExists(EmailJob.TASK
                .instance(delivery.toString())
                .data(new EmailJob(delivery))
                .scheduledTo(now));
        unread.changed(person);
    }
}
