package org.ltet.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Sessions;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own sessions: how long this one lasts, and the end of any of them (ACC-6). */
@Controller
@AllowSignedIn
class SessionController {

    private final Sessions sessions;
    private final CurrentUser currentUser;

    SessionController(Sessions sessions, CurrentUser currentUser) {
        this.sessions = sessions;
        this.currentUser = currentUser;
    }

    /** Seconds until the session ends if nothing happens; asking does not prolong it. */
    @GetMapping("/account/session")
    ResponseEntity<Map<String, Long>> left(HttpServletRequest request) {
        long seconds = sessions.left(request).map(Duration::toSeconds).orElse(0L);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Map.of("seconds", seconds));
    }

    /** Somebody is there and wants to stay. */
    @PostMapping("/account/session")
    ResponseEntity<Map<String, Long>> stay(HttpServletRequest request) {
        return left(request);
    }

    /** Ends one session by its id, the others, or all of them. */
    @PostMapping("/account/sessions/end")
    String end(@RequestParam(defaultValue = "") String which, HttpServletRequest request, RedirectAttributes redirect) {
        User user = currentUser.get();
        switch (which) {
            case "all" -> {
                sessions.endAll(user);
                request.getSession().invalidate();
                return "redirect:/sign-in?signedOut";
            }
            case "others" -> {
                sessions.endOthers(user, request);
                Flash.success(redirect, "identity.sessionsEnded");
            }
            default -> {
                sessions.end(user, id(which));
                Flash.success(redirect, "identity.sessionEnded");
            }
        }
        return "redirect:/account/security";
    }

    private static UUID id(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException e) {
            throw Refused.notFound("session");
        }
    }
}
