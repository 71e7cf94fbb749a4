package org.ltet.portal.operations;

import org.flywaydb.core.api.MigrationInfoService;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Every start brings the database to this release, but for commands that only look (portal.migrate=false): the portal
 * that runs on it may be of another release, and what this one would change is not theirs to change.
 */
@Configuration(proxyBeanMethods = false)
class Migrating {

    @Bean
    @ConditionalOnProperty(name = "portal.migrate", havingValue = "false")
    FlywayMigrationStrategy leavesTheDatabaseAsItIs() {
        return flyway -> {
            MigrationInfoService info = flyway.info();
            if (info.applied().length == 0) {
                throw new IllegalStateException(
                        "There is nothing to look at: no portal was ever started on this database. --migrate makes it");
            }
            if (info.pending().length > 0) {
                System.out.println("The database lacks " + info.pending().length
                        + " migrations of this release and is left as it is: what they bring cannot be looked at.");
            }
        };
    }
}
