package org.ltet.portal.review;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.AccountSummary;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.FindAccounts;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.springframework.stereotype.Component;

/** Who looks after a level: the members of the next one, after the last one the head. */
@Component
class Seniors {

    private static final int PAGE = 200;

    private final FindAccounts accounts;
    private final Accounts users;

    Seniors(FindAccounts accounts, Accounts users) {
        this.accounts = accounts;
        this.users = users;
    }

    static Role over(ReviewLevel level) {
        return switch (level) {
            case SCRUTINY -> Role.SUB_PANEL_MEMBER;
            case SUB_PANEL -> Role.APEX_PANEL_MEMBER;
            case APEX_PANEL -> Role.HEAD;
        };
    }

    /** The level that a senior at this one looks after. */
    static Optional<ReviewLevel> below(ReviewLevel level) {
        return Arrays.stream(ReviewLevel.values())
                .filter(lower -> over(lower) == ReviewLevels.role(level))
                .findFirst();
    }

    /** Everybody who holds the role today and whose account is in use. */
    List<User> holding(Role role) {
        List<User> found = new ArrayList<>();
        List<AccountSummary> page;
        String after = "";
        do {
            page = accounts.page(new FindAccounts.Wanted("", role, true, false), after, PAGE);
            for (AccountSummary account : page) {
                after = account.employeeNumber();
                users.user(account.id()).filter(user -> user.has(role)).ifPresent(found::add);
            }
        } while (page.size() == PAGE);
        return found;
    }
}
