package org.ltet.portal.identity.clients.api;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ltet.portal.identity.AllowAnyone;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.Issuer;
import org.ltet.portal.identity.clients.Given;
import org.ltet.portal.identity.clients.OAuthProblem;
import org.ltet.portal.identity.clients.TokenEndpoint;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where programs get tokens (RFC 6749), hand them back (RFC 7009), and read how that is done (RFC 8414). */
@Hidden
@RestController
@AllowAnyone
class TokenEndpointApi {

    private final TokenEndpoint endpoint;
    private final Issuer issuer;

    TokenEndpointApi(TokenEndpoint endpoint, Issuer issuer) {
        this.endpoint = endpoint;
        this.issuer = issuer;
    }

    @PostMapping(path = "/oauth2/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Given> token(HttpServletRequest request) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.PRAGMA, "no-cache")
                .body(endpoint.give(request));
    }

    @PostMapping(path = "/oauth2/revoke", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> revoke(HttpServletRequest request) {
        endpoint.revoke(request);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).build();
    }

    @GetMapping(path = "/.well-known/oauth-authorization-server", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> description() {
        Map<String, Object> server = new LinkedHashMap<>();
        List<String> proofs = List.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none");
        server.put("issuer", issuer.address());
        server.put("authorization_endpoint", issuer.at("/oauth2/authorize"));
        server.put("token_endpoint", issuer.at("/oauth2/token"));
        server.put("revocation_endpoint", issuer.at("/oauth2/revoke"));
        server.put("jwks_uri", issuer.at("/.well-known/jwks.json"));
        server.put(
                "scopes_supported",
                Arrays.stream(ApiScope.values()).map(ApiScope::text).toList());
        server.put("response_types_supported", List.of("code"));
        server.put("response_modes_supported", List.of("query"));
        server.put("grant_types_supported", TokenEndpoint.GRANTS);
        for (String of : List.of("token", "revocation")) {
            server.put(of + "_endpoint_auth_methods_supported", proofs);
            server.put(of + "_endpoint_auth_signing_alg_values_supported", List.of("ES256"));
        }
        server.put("code_challenge_methods_supported", List.of("S256"));
        server.put("authorization_response_iss_parameter_supported", true);
        return server;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(OAuthProblem problem) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.kind().status())
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.PRAGMA, "no-cache");
        if (problem.kind() == OAuthProblem.Kind.INVALID_CLIENT) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"ltet-portal\"");
        }
        problem.retryAfter().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds())));
        return answer.body(Map.of("error", problem.kind().code(), "error_description", problem.description()));
    }
}
