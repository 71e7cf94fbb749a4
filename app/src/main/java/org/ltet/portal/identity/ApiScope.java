package org.ltet.portal.identity;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a token may be used for (ACC-8): the closed list, as programs ask for it and people read it. A scope never gives
 * a right: whoever the token stands for needs the role besides.
 */
public enum ApiScope {
    PROFILE_READ("profile:read"),
    PROFILE_WRITE("profile:write"),
    PROFILE_REVEAL("profile:reveal"),
    NOTIFICATIONS_READ("notifications:read"),
    NOTIFICATIONS_WRITE("notifications:write"),
    SCHEMES_READ("schemes:read", true, null),
    APPLICATIONS_READ("applications:read"),
    APPLICATIONS_WRITE("applications:write"),
    DOCUMENTS_READ("documents:read"),
    REVIEW_READ("review:read"),
    REVIEW_DECIDE("review:decide"),
    PAYMENTS_READ("payments:read", true, Role.HEAD),
    PAYMENTS_WRITE("payments:write"),
    PAYMENTS_RELEASE("payments:release"),
    STATEMENTS_READ("statements:read", true, Role.HEAD),
    STATEMENTS_WRITE("statements:write", true, Role.ACCOUNTS_OFFICER),
    PEOPLE_SYNC("people:sync", true, Role.SYSTEM_ADMIN),
    NUMBERS_READ("shared-numbers:read"),
    NUMBERS_SETTLE("shared-numbers:settle"),
    NUMBERS_REVEAL("shared-numbers:reveal"),
    PRIVACY_READ("privacy:read"),
    PRIVACY_MANAGE("privacy:manage"),
    ACCOUNTS_READ("accounts:read"),
    ACCOUNTS_MANAGE("accounts:manage"),
    AUDIT_READ("audit:read", true, Role.HEAD),
    AUDIT_REVEAL("audit:reveal"),
    OPERATIONS_READ("operations:read", true, Role.SYSTEM_ADMIN),
    OPERATIONS_MANAGE("operations:manage");

    private final String text;
    private final boolean forSystems;
    private final @Nullable Role systemsActAs;

    ApiScope(String text) {
        this(text, false, null);
    }

    ApiScope(String text, boolean forSystems, @Nullable Role systemsActAs) {
        this.text = text;
        this.forSystems = forSystems;
        this.systemsActAs = systemsActAs;
    }

    /** As it stands in requests and tokens, "payments:read". */
    public String text() {
        return text;
    }

    /** Whether a program can hold it that acts for itself and no person. */
    public boolean forSystems() {
        return forSystems;
    }

    /** The role in which such a program does what the scope covers, on operations open to systems only. */
    public Optional<Role> systemsActAs() {
        return Optional.ofNullable(systemsActAs);
    }

    public static Optional<ApiScope> of(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    /** Those that a list of words parted by blanks names; words that are none are left out. */
    public static Set<ApiScope> named(@Nullable String words) {
        Set<ApiScope> scopes = EnumSet.noneOf(ApiScope.class);
        if (words != null) {
            for (String word : words.split(" ", -1)) {
                of(word).ifPresent(scopes::add);
            }
        }
        return scopes;
    }

    /** Parted by blanks, in the order of the list. */
    public static String words(Collection<ApiScope> scopes) {
        return scopes.stream().sorted().map(ApiScope::text).collect(Collectors.joining(" "));
    }
}
