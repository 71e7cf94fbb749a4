package org.ltet.portal.notifications;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.util.UUID;

/** The work of sending one e-mail, staged with its notice. */
record EmailJob(UUID deliveryId) {

    static final TaskDescriptor<EmailJob> TASK = TaskDescriptor.of("notifications-send-email", EmailJob.class);
}
