package org.ltet.portal.people;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Brings everybody in from the HR system and ends, when the portal is started with the argument --synchronise-people:
 * what a new installation needs before the first administrator, whom the HR system must know. Exit status 1 when the run
 * failed.
 */
@Component
class SynchroniseCommand implements ApplicationRunner {

    private final SynchroniseHrms synchronise;
    private final ConfigurableApplicationContext context;

    SynchroniseCommand(SynchroniseHrms synchronise, ConfigurableApplicationContext context) {
        this.synchronise = synchronise;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption("synchronise-people")) {
            HrmsRun run = synchronise.full();
            System.out.println(told(run));
            int status = run.state() == HrmsRun.State.COMPLETED ? 0 : 1;
            System.exit(SpringApplication.exit(context, (ExitCodeGenerator) () -> status));
        }
    }

    static String told(HrmsRun run) {
        return run.state() == HrmsRun.State.COMPLETED
                ? run.membersRead() + " people read, " + run.added() + " new, " + run.changed() + " changed, "
                        + run.rejected() + " set aside."
                : "The run ended as " + run.state() + ": " + run.error();
    }
}
