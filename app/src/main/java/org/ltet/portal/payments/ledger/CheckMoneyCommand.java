package org.ltet.portal.payments.ledger;

import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Checks all totals, prints what it found and ends, when the portal is started with the argument --check-money. Ends
 * with code 1 when something differs.
 */
@Component
class CheckMoneyCommand implements ApplicationRunner {

    private final CheckMoney checkMoney;
    private final CurrentUser currentUser;
    private final ConfigurableApplicationContext context;

    CheckMoneyCommand(CheckMoney checkMoney, CurrentUser currentUser, ConfigurableApplicationContext context) {
        this.checkMoney = checkMoney;
        this.currentUser = currentUser;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption("check-money")) {
            User command = User.system("money-check");
            MoneyCheck result = currentUser.runAs(command, () -> checkMoney.run(command));
            System.out.println(asText(result));
            int code = result.sound() ? 0 : 1;
            System.exit(SpringApplication.exit(context, (ExitCodeGenerator) () -> code));
        }
    }

    static String asText(MoneyCheck check) {
        StringBuilder text = new StringBuilder();
        for (MoneyCheck.Level level : check.levels()) {
            text.append("%-12s %9d  expected %18s  found %18s  %s%n"
                    .formatted(
                            level.name(),
                            level.count(),
                            level.expected().toPlainString(),
                            level.found().toPlainString(),
                            level.equal() ? "equal" : "DIFFERS"));
        }
        for (MoneyCheck.Difference difference : check.list()) {
            text.append("%s %s: expected %s, found %s%n"
                    .formatted(difference.level(), difference.subject(), difference.expected(), difference.found()));
        }
        return text.append(check.sound() ? "All levels are equal." : check.differences() + " differences.")
                .toString();
    }
}
