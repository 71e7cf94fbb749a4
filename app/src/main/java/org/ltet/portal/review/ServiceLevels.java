package org.ltet.portal.review;

import java.time.Duration;
import java.util.UUID;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.Schemes;
import org.springframework.stereotype.Component;

/** How much working time each level has for an application, as its scheme version says (REV-7). */
@Component
class ServiceLevels {

    private final Schemes schemes;

    ServiceLevels(Schemes schemes) {
        this.schemes = schemes;
    }

    Duration allowed(UUID versionId, ReviewLevel level) {
        return schemes.version(versionId).definition().levels().stream()
                .filter(rule -> rule.level().name().equals(level.name()))
                .findFirst()
                .map(SchemeDefinition.Level::slaHours)
                .map(Duration::ofHours)
                // a level that the scheme does not know was asked for this one application: a working day
                .orElse(Duration.between(WorkingCalendar.OPENS, WorkingCalendar.CLOSES));
    }
}
