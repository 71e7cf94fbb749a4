package org.ltet.portal.documents;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.util.UUID;

/**
 * The work of reading one document, staged with the document itself.
 *
 * @param patient its first turn was too short for it
 */
record ReadJob(UUID documentId, boolean patient) {

    static final TaskDescriptor<ReadJob> TASK = TaskDescriptor.of("documents-read", ReadJob.class);
}
