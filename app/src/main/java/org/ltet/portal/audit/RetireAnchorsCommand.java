package org.ltet.portal.audit;

import java.io.PrintStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Words;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Puts the anchors of a lost time aside and ends, when the portal is started with --retire-anchors=MOMENT --by=NUMBER
 * --reason=WHY: MOMENT is the one that the database was brought back to. Exit status 0, 1 when it was refused, 64 when
 * the moment is none.
 */
@Component
class RetireAnchorsCommand implements ApplicationRunner {

    static final int USAGE = 64;
    private static final int REFUSED = 1;

    private final RetireAnchors retireAnchors;
    private final CurrentUser currentUser;
    private final MessageSource messages;
    private final ConfigurableApplicationContext context;

    RetireAnchorsCommand(
            RetireAnchors retireAnchors,
            CurrentUser currentUser,
            MessageSource messages,
            ConfigurableApplicationContext context) {
        this.retireAnchors = retireAnchors;
        this.currentUser = currentUser;
        this.messages = messages;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption("retire-anchors")) {
            int status = retire(
                    moment(arguments.getOptionValues("retire-anchors")),
                    first(arguments.getOptionValues("by")),
                    first(arguments.getOptionValues("reason")),
                    System.out);
            System.exit(SpringApplication.exit(context, (ExitCodeGenerator) () -> status));
        }
    }

    int retire(@Nullable Instant moment, String by, String reason, PrintStream out) {
        if (moment == null) {
            out.println("Say to which moment the database was restored: --retire-anchors=2026-12-01T04:30:00Z");
            return USAGE;
        }
        try {
            RetireAnchors.Retired retired =
                    currentUser.runAs(User.system("retire-anchors"), () -> retireAnchors.retire(moment, by, reason));
            List<Anchors.Anchor> anchors = retired.anchors();
            out.println(
                    anchors.isEmpty()
                            ? "No anchor stands for a time after " + moment + " that is lost: nothing was changed."
                            : anchors.size() + " anchors of the time after " + moment + " were put aside in "
                                    + retired.folder() + ", the first at place "
                                    + anchors.getFirst().place() + ", the last at place "
                                    + anchors.getLast().place() + ".");
            return 0;
        } catch (Refused refused) {
            Words words = new Words(messages, Locale.ENGLISH);
            out.println("Nothing was changed: "
                    + words.t("refused." + refused.code(), refused.arguments().toArray()));
            return REFUSED;
        }
    }

    /** A moment as 2026-12-01T04:30:00Z or with another distance from UTC; nothing where there is none, or several. */
    static @Nullable Instant moment(@Nullable List<String> values) {
        try {
            return values == null || values.size() != 1
                    ? null
                    : OffsetDateTime.parse(values.getFirst()).toInstant();
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    private static String first(@Nullable List<String> values) {
        return values == null || values.isEmpty() ? "" : values.getFirst();
    }
}
