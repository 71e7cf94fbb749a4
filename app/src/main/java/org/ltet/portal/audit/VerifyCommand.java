package org.ltet.portal.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Checks the trail and ends when the portal is started with the argument --verify-audit: exit status 0 when it is
 * whole, 3 when it was tampered with. With --archive=FILE besides, it checks that file instead. The program starts
 * without a web server then, and without jobs.
 */
@Component
class VerifyCommand implements ApplicationRunner {

    private static final int TAMPERED = 3;

    private final Chain chain;
    private final ArchiveCheck archiveCheck;
    private final ConfigurableApplicationContext context;

    VerifyCommand(Chain chain, ArchiveCheck archiveCheck, ConfigurableApplicationContext context) {
        this.chain = chain;
        this.archiveCheck = archiveCheck;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption("verify-audit")) {
            List<String> archives = arguments.getOptionValues("archive");
            int status = archives == null ? report(System.out) : report(archives, System.out);
            System.exit(SpringApplication.exit(context, (ExitCodeGenerator) () -> status));
        }
    }

    int report(PrintStream out) {
        Chain.Verified verified = chain.verify("command");
        List<Chain.Broken> broken = verified.broken();
        long places = verified.places();
        broken.forEach(problem -> out.println(problem.problem() + " " + problem.subject()));
        out.println(
                broken.isEmpty()
                        ? "The audit trail is whole: " + places + " entries checked."
                        : "The audit trail was tampered with: " + broken.size() + " problems in " + places
                                + " places.");
        return broken.isEmpty() ? 0 : TAMPERED;
    }

    int report(List<String> archives, PrintStream out) {
        int status = 0;
        for (String file : archives) {
            ArchiveCheck.Checked checked;
            try {
                checked = archiveCheck.check(Path.of(file));
            } catch (IOException e) {
                throw new UncheckedIOException("The archive " + file + " cannot be read", e);
            }
            checked.problems().forEach(out::println);
            out.println(
                    checked.problems().isEmpty()
                            ? file + " is whole: " + checked.entries() + " entries of " + checked.month() + " checked."
                            : file + " is not what the portal wrote.");
            status = checked.problems().isEmpty() ? status : TAMPERED;
        }
        return status;
    }
}
