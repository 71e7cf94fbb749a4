package org.ltet.portal.identity.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.RoleGrant;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.web.Form;

/** A grant as it is typed: the role, where and how long it counts, and why. */
final class RoleForm {

    private static final int LONGEST_LIST = 1_000;
    private static final int LONGEST_REASON = 500;

    private RoleForm() {}

    static Optional<RoleGrant> read(Form form) {
        Optional<Role> role = form.choice("role", RoleForm::role);
        Scope scope = new Scope(codes(form, "ics"), codes(form, "regions"), codes(form, "schemes"));
        @Nullable LocalDate until = form.has("until") ? form.date("until").orElse(null) : null;
        String reason = form.requiredText("reason", LONGEST_REASON).orElse("");
        @Nullable String exception = form.text("exception", LONGEST_REASON).orElse(null);
        return form.hasProblems()
                ? Optional.empty()
                : role.map(known -> new RoleGrant(known, scope, until, reason, exception));
    }

    static Optional<Role> role(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role != Role.MEMBER && role.name().equals(name))
                .findFirst();
    }

    /** Codes with commas or blanks between them. */
    private static Set<String> codes(Form form, String field) {
        return form.text(field, LONGEST_LIST)
                .map(text -> Arrays.stream(text.toUpperCase(Locale.ROOT).split("[\\s,;]+"))
                        .filter(code -> !code.isEmpty())
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }
}
