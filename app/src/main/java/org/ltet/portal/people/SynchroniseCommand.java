package org.ltet.portal.people;

import java.io.PrintStream;
import org.ltet.portal.shared.Refused;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Brings everybody in from the HR system and ends, when the portal is started with the argument --synchronise-people:
 * what a new installation needs before the first administrator, whom the HR system must know. Exit status 1 when the run
 * failed, or another one is under way.
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
            int status = synchronise(System.out);
            System.exit(SpringApplication.exit(context, (ExitCodeGenerator) () -> status));
        }
    }

    int synchronise(PrintStream out) {
        try {
            HrmsRun run = synchronise.full();
            out.println(told(run));
            return run.state() == HrmsRun.State.COMPLETED ? 0 : 1;
        } catch (Refused underWay) {
            out.println(
                    "Nothing was read: people are being brought in by another node now. Try again when it is done.");
            return 1;
        }
    }

    static String told(HrmsRun run) {
        return run.state() == HrmsRun.State.COMPLETED
                ? run.membersRead() + " people read, " + run.added() + " new, " + run.changed() + " changed, "
                        + run.rejected() + " set aside."
                : "The run ended as " + run.state() + ": " + run.error();
    }
}
