package org.ltet.portal.operations;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Replaces the data key of fields, or the key of blind indexes, and ends, when the portal is started with the argument
 * --replace-data-key or --replace-index-key, as after a suspicion. The nodes that run beside it do the rest.
 */
@Component
class ReplaceKeyCommand implements ApplicationRunner {

    private final KeyRotation rotation;
    private final ConfigurableApplicationContext context;

    ReplaceKeyCommand(KeyRotation rotation, ConfigurableApplicationContext context) {
        this.rotation = rotation;
        this.context = context;
    }

    private void end() {
        System.exit(SpringApplication.exit(context, (ExitCodeGenerator) () -> 0));
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption("replace-data-key")) {
            System.out.println("Values are sealed with data key " + rotation.begin() + " from now on.");
            end();
        }
        if (arguments.containsOption("replace-index-key")) {
            System.out.println("Blind indexes are made with data key " + rotation.beginIndex() + " too from now on.");
            end();
        }
    }
}
