package org.ltet.portal.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Checks the trail and ends when the portal is started with the argument --verify-audit: exit status 0 when it is
 * whole, 3 when it was tampered with. With --archive=FILE besides, it checks that file instead. With --restored=MOMENT,
 * on a database brought back from a backup to that moment, anchors of the time that is lost are told and do not count;
 * any other does. The program starts without a web server then, and without jobs.
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
            int status = archives == null ? trail(arguments, System.out) : report(archives, System.out);
            System.exit(SpringApplication.exit(context, (ExitCodeGenerator) () -> status));
        }
    }

    private int trail(ApplicationArguments arguments, PrintStream out) {
        if (!arguments.containsOption("restored")) {
            return report((Instant) null, out);
        }
        Instant moment = RetireAnchorsCommand.moment(arguments.getOptionValues("restored"));
        if (moment == null) {
            out.println("Say to which moment the database was restored: --restored=2026-12-01T04:30:00Z");
            return RetireAnchorsCommand.USAGE;
        }
        return report(moment, out);
    }

    /** @param restoredTo the moment a backup brought the database back to, none where it never was */
    int report(@Nullable Instant restoredTo, PrintStream out) {
        Chain.Verified verified = chain.verify("command", restoredTo);
        List<Chain.Broken> broken = verified.broken();
        List<Anchors.Anchor> ahead = verified.ahead();
        long places = verified.places();
        broken.forEach(problem -> out.println(problem.problem() + " " + problem.subject()));
        if (!ahead.isEmpty()) {
            out.println(ahead.size() + " anchors were made after " + restoredTo + ", the last at place "
                    + ahead.getLast().place() + ": what they stand for is not in this database.");
        }
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
