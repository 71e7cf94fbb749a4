package org.ltet.portal.documents;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import org.ltet.portal.operations.SealedColumn;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DocumentProperties.class, UploadProperties.class, ViewerProperties.class})
class DocumentsConfiguration {

    @Bean
    SealedColumn sealedFileKeys() {
        return FileKeys.WRAPPED;
    }

    @Bean
    SealedColumn sealedKeysOfUploads() {
        return UploadRows.WRAPPED;
    }

    @Bean
    SealedColumn sealedReadings() {
        return ReadingRows.CONTENT;
    }

    @Bean
    SealedColumn sealedPageLayouts() {
        return PageLayouts.CONTENT;
    }

    @Bean
    SealedColumn sealedCorrectionsOfReadings() {
        return ReadingRows.CONFIRMED;
    }

    @Bean
    RecurringTask<Void> cleanDocumentFiles(OrphanFiles orphans) {
        return Tasks.recurring("documents-clean-files", Schedules.daily(IndiaTime.ZONE, LocalTime.of(2, 30)))
                .execute((instance, context) -> orphans.clean());
    }

    @Bean
    RecurringTask<Void> expireUploads(Uploads uploads) {
        return Tasks.recurring("documents-expire-uploads", Schedules.fixedDelay(Duration.ofMinutes(30)))
                .execute((instance, context) -> uploads.expire());
    }
}
