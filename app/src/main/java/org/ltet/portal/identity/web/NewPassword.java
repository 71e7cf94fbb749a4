package org.ltet.portal.identity.web;

import java.util.Optional;
import org.ltet.portal.web.Form;

/** A new password, typed twice. */
final class NewPassword {

    private NewPassword() {}

    static Optional<String> read(Form form) {
        String password = form.value("password");
        if (password.isEmpty()) {
            form.reject("password", "form.required");
            return Optional.empty();
        }
        if (!password.equals(form.value("again"))) {
            form.reject("again", "identity.passwordsDiffer");
            return Optional.empty();
        }
        return Optional.of(password);
    }
}
