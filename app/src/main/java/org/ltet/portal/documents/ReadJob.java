package org.ltet.portal.documents;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.util.UUID;

/** The work of reading one document, staged with the document itself. */
record ReadJob(UUID documentId) {

    static final TaskDescriptor<ReadJob> TASK = TaskDescriptor.of("documents-read", ReadJob.class);
}
