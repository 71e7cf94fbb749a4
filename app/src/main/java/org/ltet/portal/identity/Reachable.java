package org.ltet.portal.identity;

import java.util.Locale;
import java.util.Optional;
import org.ltet.portal.identity.spi.Contact;
import org.ltet.portal.identity.spi.ContactDirectory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds whom a typed employee number or e-mail address stands for. */
@Component
class Reachable {

    private record Known(String employeeNumber, String status) {}

    private final JdbcClient jdbc;
    private final ContactDirectory directory;

    Reachable(JdbcClient jdbc, ContactDirectory directory) {
        this.jdbc = jdbc;
        this.directory = directory;
    }

    /** The employee number behind a name typed at sign-in: the number itself, or that of the one with this e-mail. */
    String numberOf(String name) {
        String typed = name.strip();
        return typed.contains("@")
                ? byAccountEmail(typed)
                        .or(() -> directory.byEmail(typed).map(Contact::employeeNumber))
                        .orElse(typed)
                : typed;
    }

    /** Where a code may be sent: to one who has an account that is not closed, or may open one. */
    Optional<Contact> find(String name) {
        String number = numberOf(name);
        Optional<Known> account = jdbc.sql(
                        "select employee_number, status from identity.account where employee_number = ?")
                .param(number)
                .query(Known.class)
                .optional();
        return directory
                .byEmployeeNumber(number)
                .filter(contact ->
                        account.map(known -> known.status().equals("ACTIVE")).orElse(contact.mayOpenAccount()));
    }

    private Optional<String> byAccountEmail(String email) {
        return jdbc.sql("select employee_number from identity.account where email = ?")
                .param(email.toLowerCase(Locale.ROOT))
                .query(String.class)
                .optional();
    }
}
