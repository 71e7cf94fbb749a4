package org.ltet.portal.identity.api;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AllowAnyone;
import org.ltet.portal.identity.CodePurpose;
import org.ltet.portal.identity.Puzzle;
import org.ltet.portal.identity.Puzzles;
import org.ltet.portal.identity.Recovery;
import org.ltet.portal.shared.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** First sign-in, forgotten password and unlocking by one-time code, for apps of the trust (ITG-7). */
@RestController
@AllowAnyone
class AccessApi {

    private final Recovery recovery;
    private final Puzzles puzzles;

    AccessApi(Recovery recovery, Puzzles puzzles) {
        this.recovery = recovery;
        this.puzzles = puzzles;
    }

    /** With a solved puzzle: a solution that is left out waits as the screens without script do. */
    record Wish(
            @Nullable String name,
            @Nullable CodePurpose purpose,
            @Nullable String puzzle,
            @Nullable String solution) {}

    record Asked(UUID id) {}

    record NewPassword(@Nullable String code, @Nullable String password) {}

    record Code(@Nullable String code) {}

    /** Find the number whose text after the puzzle and a colon makes a SHA-256 with so many leading zero bits. */
    @Operation(summary = "Asks for a puzzle, to be solved before a code is asked for")
    @PostMapping("/api/v1/access/puzzles")
    Puzzle puzzle() {
        return puzzles.issue();
    }

    /** The answer is the same whether the name is anybody's or not. */
    @Operation(summary = "Asks for a code by which a password is set or an account unlocked")
    @PostMapping("/api/v1/access/codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Asked ask(@RequestBody Wish wish, Locale locale, HttpServletRequest request) {
        if (wish.purpose() == null) {
            throw Refused.invalidField("purpose", "identity.purposeMissing");
        }
        puzzles.take(text(wish.puzzle()), text(wish.solution()), request.getRemoteAddr());
        Locale language = locale.getLanguage().equals("hi") ? locale : Locale.ENGLISH;
        return new Asked(recovery.request(text(wish.name()), wish.purpose(), language, request.getRemoteAddr()));
    }

    @Operation(summary = "Sets a new password by a code")
    @PostMapping("/api/v1/access/codes/{id}/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPassword(@PathVariable UUID id, @RequestBody NewPassword wanted) {
        recovery.setPassword(id, text(wanted.code()), text(wanted.password()));
    }

    @Operation(summary = "Unlocks an account by a code")
    @PostMapping("/api/v1/access/codes/{id}/unlock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlock(@PathVariable UUID id, @RequestBody Code code) {
        recovery.unlock(recovery.redeem(id, CodePurpose.UNLOCK, text(code.code())));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
