package org.ltet.portal.operations;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Ends when the portal is started with the argument --migrate: as at every start the database was brought to this
 * release by then, and all settings that a node needs have proven good. So a release changes the database once, before
 * any of its nodes serves.
 */
@Component
class MigrateCommand implements ApplicationRunner {

    private final ObjectProvider<Flyway> flyway;
    private final ConfigurableApplicationContext context;

    MigrateCommand(ObjectProvider<Flyway> flyway, ConfigurableApplicationContext context) {
        this.flyway = flyway;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption("migrate")) {
            System.out.println(told(flyway.getObject().info()));
            System.exit(SpringApplication.exit(context, (ExitCodeGenerator) () -> 0));
        }
    }

    static String told(MigrationInfoService info) {
        return "The database holds " + info.applied().length + " migrations, " + info.pending().length + " wait.";
    }
}
