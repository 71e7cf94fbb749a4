package org.ltet.portal.attack;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.testing.WebSession;

/** Accounts for attacks, each with a number of its own. */
final class People {

    static final String PASSWORD = "a pass phrase that nobody guesses";

    private static final AtomicInteger NUMBERS = new AtomicInteger(63_500_000);

    private People() {}

    static String with(Accounts accounts, Role role) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        open(accounts, number, "Somebody " + number, Accounts.everywhere(role));
        return number;
    }

    static void open(Accounts accounts, String number, String name, Map<Role, Scope> roles) {
        accounts.open(new NewAccount(number, name, null, PASSWORD, roles));
    }

    static WebSession signedIn(int port, String number) {
        return WebSession.signedIn(port, number, PASSWORD);
    }
}
