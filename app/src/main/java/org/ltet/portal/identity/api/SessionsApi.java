package org.ltet.portal.identity.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.ActiveSession;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Sessions;
import org.ltet.portal.identity.SignInEntry;
import org.ltet.portal.identity.SignInHistory;
import org.ltet.portal.shared.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own sessions in browsers, and the sign-ins to one's account. */
@RestController
@AllowSignedIn
class SessionsApi {

    private static final int MOST_ENTRIES = 100;

    private final Sessions sessions;
    private final SignInHistory history;
    private final CurrentUser currentUser;

    SessionsApi(Sessions sessions, SignInHistory history, CurrentUser currentUser) {
        this.sessions = sessions;
        this.history = history;
        this.currentUser = currentUser;
    }

    /** @param all true: nothing else is asked for here */
    record End(@Nullable Boolean all) {}

    @InScope(ApiScope.PROFILE_READ)
    @GetMapping("/api/v1/me/sessions")
    List<ActiveSession> sessions(HttpServletRequest request) {
        return sessions.of(currentUser.get(), request);
    }

    /** Signs out of every browser. */
    @InScope(ApiScope.PROFILE_WRITE)
    @PostMapping("/api/v1/me/sessions/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAll(@RequestBody End wish) {
        if (wish.all() == null || !wish.all()) {
            throw Refused.invalidField("all", "identity.sayAll");
        }
        sessions.endAll(currentUser.get());
    }

    @InScope(ApiScope.PROFILE_WRITE)
    @DeleteMapping("/api/v1/me/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID id) {
        sessions.end(currentUser.get(), id);
    }

    @InScope(ApiScope.PROFILE_READ)
    @GetMapping("/api/v1/me/sign-ins")
    List<SignInEntry> signIns() {
        return history.latest(currentUser.get().accountId(), MOST_ENTRIES);
    }
}
