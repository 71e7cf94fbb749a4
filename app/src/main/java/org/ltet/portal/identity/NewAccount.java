package org.ltet.portal.identity;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account to be opened.
 *
 * @param displayName of the person who signs in: for a deceased member, the nominee
 * @param password null for an account that cannot be used until its owner sets one
 */
public record NewAccount(
        String employeeNumber,
        String displayName,
        @Nullable String email,
        @Nullable String password,
        Map<Role, Scope> roles) {}
