package org.ltet.portal.identity.clients;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Clears away permissions that ended long ago, with their codes and refresh tokens. */
@Configuration(proxyBeanMethods = false)
class PermissionJobs {

    @Bean
    RecurringTask<Void> forgetEndedPermissionsTask(Permissions permissions) {
        return Tasks.recurring("identity-ended-permissions", FixedDelay.ofHours(24))
                .execute((instance, context) -> permissions.forgetEnded());
    }
}
