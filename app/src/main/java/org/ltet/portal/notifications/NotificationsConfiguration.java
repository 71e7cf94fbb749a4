package org.ltet.portal.notifications;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NotificationProperties.class)
class NotificationsConfiguration {

    /** Done once the e-mail came to an end, one way or another; until then repeated at the time it asks for. */
    @Bean
    CustomTask<EmailJob> sendEmailTask(SendEmail send) {
        return Tasks.custom(EmailJob.TASK).execute((instance, context) -> {
            Optional<Instant> again = send.attempt(instance.getData().deliveryId());
            return again.<CompletionHandler<EmailJob>>map(
                            time -> (complete, operations) -> operations.reschedule(complete, time))
                    .orElseGet(CompletionHandler.OnCompleteRemove::new);
        });
    }
}
