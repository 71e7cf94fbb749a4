package org.ltet.portal.identity.web;

import java.util.Map;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.SignInHistory;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** How one's own account is protected, and who tried to get in (ACC-6, ACC-7). */
@Controller
@AllowSignedIn
class SecurityController {

    private static final int MOST_SHOWN = 20;

    private final CurrentUser currentUser;
    private final SignInHistory history;

    SecurityController(CurrentUser currentUser, SignInHistory history) {
        this.currentUser = currentUser;
        this.history = history;
    }

    @GetMapping("/account/security")
    ModelAndView security(Page page) {
        return new ModelAndView(
                "identity/security",
                Map.of("page", page, "entries", history.latest(currentUser.get().accountId(), MOST_SHOWN)));
    }
}
