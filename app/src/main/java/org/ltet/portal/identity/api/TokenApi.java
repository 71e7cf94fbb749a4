package org.ltet.portal.identity.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import org.ltet.portal.identity.AllowAnyone;
import org.ltet.portal.identity.Tokens;
import org.ltet.portal.identity.TooManyAttempts;
import org.ltet.portal.shared.Refused;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A token for number and password: in the demonstration only, for tests and first tries. */
@RestController
@Profile("demo")
class TokenApi {

    private final Tokens tokens;

    TokenApi(Tokens tokens) {
        this.tokens = tokens;
    }

    record TokenAnswer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}

    @AllowAnyone
    @Operation(summary = "Gives a token for an employee number and a password, with the second factor of staff")
    @PostMapping(path = "/api/v1/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<TokenAnswer> token(
            @RequestParam String username, @RequestParam String password, @RequestParam(defaultValue = "") String otp) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new TokenAnswer(
                        tokens.forPassword(username, password, otp), "Bearer", Tokens.LIFETIME.toSeconds()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManyAttempts e) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfter().toSeconds()))
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS, "Too many attempts failed."));
    }

    @ExceptionHandler
    ProblemDetail notSignedIn(AuthenticationException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.UNAUTHORIZED, "Number and password do not fit, or the account is locked.");
    }

    @ExceptionHandler
    ProblemDetail secondFactorMissing(Refused e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNAUTHORIZED, "This account needs a second factor: send its current code as \"otp\".");
        problem.setProperty("code", e.code());
        return problem;
    }
}
