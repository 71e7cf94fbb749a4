package org.ltet.portal.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Writes a closed month of the trail into a file and ends when the portal is started with --archive-audit=2026-08. The
 * program starts without a web server then, and without jobs.
 */
@Component
class ArchiveCommand implements ApplicationRunner {

    private static final int REFUSED = 2;

    private final TrailArchive archive;
    private final CurrentUser currentUser;
    private final ConfigurableApplicationContext context;
    private final Path folder;

    ArchiveCommand(
            TrailArchive archive,
            CurrentUser currentUser,
            ConfigurableApplicationContext context,
            @Value("${portal.audit.archives:${portal.data-directory}/archives}") Path folder) {
        this.archive = archive;
        this.currentUser = currentUser;
        this.context = context;
        this.folder = folder;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        List<String> months = arguments.getOptionValues("archive-audit");
        if (months != null) {
            int status = archive(String.join(",", months), System.out);
            System.exit(SpringApplication.exit(context, (ExitCodeGenerator) () -> status));
        }
    }

    int archive(String wanted, PrintStream out) {
        try {
            YearMonth month = YearMonth.parse(wanted);
            Files.createDirectories(folder);
            Path file = folder.resolve("audit-" + month + ".ndjson.gz");
            if (Files.exists(file)) {
                out.println("There is " + file + " already. Take it away first; an archive is never written over.");
                return REFUSED;
            }
            Path part = folder.resolve("audit-" + month + ".part");
            TrailArchive.Archived done =
                    currentUser.runAs(User.system("audit-archive"), () -> archive.write(month, part));
            Files.move(part, file);
            out.println(file + ": " + done.entries() + " entries, SHA-256 of its content " + done.sha256());
            return 0;
        } catch (DateTimeParseException noMonth) {
            out.println("Give a month as 2026-08.");
            return REFUSED;
        } catch (Refused open) {
            out.println("The month has not ended yet.");
            return REFUSED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
