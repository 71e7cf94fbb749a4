package org.ltet.portal.identity;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.spi.Contact;
import org.ltet.portal.shared.Masked;
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
 * Makes the first system admin and ends, when the portal is started with --create-admin=NUMBER --reason=WHY, and
 * --beside-others where there is one already. Exit status 0, or 1 when it was refused.
 */
@Component
class CreateAdminCommand implements ApplicationRunner {

    private final FirstAdmin firstAdmin;
    private final CurrentUser currentUser;
    private final MessageSource messages;
    private final ConfigurableApplicationContext context;

    CreateAdminCommand(
            FirstAdmin firstAdmin,
            CurrentUser currentUser,
            MessageSource messages,
            ConfigurableApplicationContext context) {
        this.firstAdmin = firstAdmin;
        this.currentUser = currentUser;
        this.messages = messages;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption("create-admin")) {
            int status = make(
                    first(arguments.getOptionValues("create-admin")),
                    first(arguments.getOptionValues("reason")),
                    arguments.containsOption("beside-others"),
                    System.out);
            System.exit(SpringApplication.exit(context, (ExitCodeGenerator) () -> status));
        }
    }

    int make(String number, String reason, boolean besideOthers, PrintStream out) {
        try {
            Contact contact =
                    currentUser.runAs(User.system("create-admin"), () -> firstAdmin.make(number, reason, besideOthers));
            out.println(number + " is system admin. On \"First sign-in\" a one-time code goes to "
                    + Masked.lastFour(contact.mobile()) + " " + Masked.email(contact.email())
                    + "; then a password and a second factor are set.");
            return 0;
        } catch (Refused refused) {
            Words words = new Words(messages, Locale.ENGLISH);
            out.println("Nothing was changed: "
                    + words.t("refused." + refused.code(), refused.arguments().toArray()));
            return 1;
        }
    }

    private static String first(@Nullable List<String> values) {
        return values == null || values.isEmpty() ? "" : values.getFirst();
    }
}
