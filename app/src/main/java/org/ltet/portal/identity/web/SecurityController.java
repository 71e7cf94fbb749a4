package org.ltet.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.PasswordChanges;
import org.ltet.portal.identity.Sessions;
import org.ltet.portal.identity.SignInEntry;
import org.ltet.portal.identity.SignInHistory;
import org.ltet.portal.identity.User;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** How one's own account is protected, and who tried to get in (ACC-6, ACC-7). */
@Controller
@AllowSignedIn
class SecurityController {

    private static final int MOST_SHOWN = 20;

    private final CurrentUser currentUser;
    private final SignInHistory history;
    private final Sessions sessions;
    private final PasswordChanges passwords;

    SecurityController(CurrentUser currentUser, SignInHistory history, Sessions sessions, PasswordChanges passwords) {
        this.currentUser = currentUser;
        this.history = history;
        this.sessions = sessions;
        this.passwords = passwords;
    }

    @GetMapping("/account/security")
    ModelAndView security(
            Page page, @RequestParam(required = false) @Nullable UUID before, HttpServletRequest request) {
        User user = currentUser.get();
        List<SignInEntry> entries = history.page(user.accountId(), before, MOST_SHOWN + 1);
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        if (entries.size() > MOST_SHOWN) {
            entries = entries.subList(0, MOST_SHOWN);
            model.put("more", "/account/security?before=" + entries.getLast().id() + "#history-title");
        }
        model.put("entries", entries);
        model.put("older", before != null);
        model.put("sessions", sessions.of(user, request));
        passwords.dueAt(user.accountId()).ifPresent(due -> model.put("passwordDue", due));
        return new ModelAndView("identity/security", model);
    }
}
