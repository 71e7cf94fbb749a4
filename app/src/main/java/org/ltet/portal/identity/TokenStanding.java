package org.ltet.portal.identity;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Whether what a token rests on still stands (ACC-8): the account and its password and roles, the program and where it
 * comes from, and that neither the token nor the permission behind it was taken back. All of it is kept in memory.
 */
@Component
class TokenStanding implements OAuth2TokenValidator<Jwt> {

    private final RevokedTokens revoked;
    private final Users users;
    private final Programs programs;

    TokenStanding(RevokedTokens revoked, Users users, Programs programs) {
        this.revoked = revoked;
        this.users = users;
        this.programs = programs;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        return stands(token)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(
                        new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The token was taken back", null));
    }

    private boolean stands(Jwt token) {
        Optional<UUID> id = TokenClaims.id(token.getId());
        if (id.isEmpty() || revoked.holds(id.get())) {
            return false;
        }
        Optional<String> client = TokenClaims.client(token);
        if (client.isPresent() && !ofItsProgram(token, client.get())) {
            return false;
        }
        return TokenClaims.isOfSystem(token) || (ofItsAccount(token) && (client.isEmpty() || permitted(token)));
    }

    private boolean ofItsProgram(Jwt token, String client) {
        return programs.find(client)
                .filter(program ->
                        program.tokenGeneration() == TokenClaims.generation(token, TokenClaims.CLIENT_GENERATION))
                .filter(program -> program.mayComeFrom(Visitor.address()))
                .isPresent();
    }

    private boolean ofItsAccount(Jwt token) {
        OptionalInt generation =
                TokenClaims.account(token).map(users::tokenGeneration).orElse(OptionalInt.empty());
        return generation.isPresent() && generation.getAsInt() == TokenClaims.generation(token, TokenClaims.GENERATION);
    }

    private boolean permitted(Jwt token) {
        return TokenClaims.id(token.getClaimAsString(TokenClaims.GRANT))
                .filter(grant -> !revoked.holds(grant))
                .isPresent();
    }
}
