package org.ltet.portal.identity.api;

import io.swagger.v3.oas.annotations.Operation;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own sessions in browsers, and the sign-ins to one's account. */
@RestController
@AllowSignedIn
class SessionsApi {

    private static final int PAGE_SIZE = 100;

    private final Sessions sessions;
    private final SignInHistory history;
    private final CurrentUser currentUser;

    SessionsApi(Sessions sessions, SignInHistory history, CurrentUser currentUser) {
        this.sessions = sessions;
        this.history = history;
        this.currentUser = currentUser;
    }

    /** @param next to send as "before" for older ones, null at the end */
    record SignIns(List<SignInEntry> signIns, @Nullable UUID next) {}

    /** @param all true: nothing else is asked for here */
    record End(@Nullable Boolean all) {}

    @InScope(ApiScope.PROFILE_READ)
    @Operation(summary = "Where the caller is signed in now")
    @GetMapping("/api/v1/me/sessions")
    List<ActiveSession> sessions(HttpServletRequest request) {
        return sessions.of(currentUser.get(), request);
    }

    @InScope(ApiScope.PROFILE_WRITE)
    @Operation(summary = "Signs the caller out of every browser")
    @PostMapping("/api/v1/me/sessions/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAll(@RequestBody End wish) {
        if (wish.all() == null || !wish.all()) {
            throw Refused.invalidField("all", "identity.sayAll");
        }
        sessions.endAll(currentUser.get());
    }

    @InScope(ApiScope.PROFILE_WRITE)
    @Operation(summary = "Ends one session of the caller")
    @DeleteMapping("/api/v1/me/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID id) {
        sessions.end(currentUser.get(), id);
    }

    /** The attempts to get into the account, the newest first; "before" is the "next" of the page before. */
    @InScope(ApiScope.PROFILE_READ)
    @Operation(summary = "The attempts to get into the caller's account, the newest first")
    @GetMapping("/api/v1/me/sign-ins")
    SignIns signIns(@RequestParam(required = false) @Nullable UUID before) {
        List<SignInEntry> found = history.page(currentUser.get().accountId(), before, PAGE_SIZE + 1);
        return found.size() > PAGE_SIZE
                ? new SignIns(
                        found.subList(0, PAGE_SIZE), found.get(PAGE_SIZE - 1).id())
                : new SignIns(found, null);
    }
}
