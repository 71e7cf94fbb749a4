package org.ltet.portal.identity.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import org.ltet.portal.identity.AllowAnyone;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Tokens;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The keys that check tokens, and taking a token back (ACC-8). */
@RestController
class KeysApi {

    private static final Duration KEPT_BY_OTHERS = Duration.ofMinutes(5);

    private final Tokens tokens;

    KeysApi(Tokens tokens) {
        this.tokens = tokens;
    }

    @AllowAnyone
    @Operation(summary = "The public keys by which the portal's tokens are checked (RFC 7517)")
    @GetMapping(path = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(KEPT_BY_OTHERS).cachePublic())
                .body(tokens.publishedKeys());
    }

    @AllowSignedIn
    @InScope({})
    @Operation(summary = "Takes the token back that the request is made with")
    @PostMapping("/api/v1/token/revoke")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> revoke(@AuthenticationPrincipal Jwt token) {
        tokens.revoke(token);
        return ResponseEntity.noContent().build();
    }
}
