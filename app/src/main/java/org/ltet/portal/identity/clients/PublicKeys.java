package org.ltet.portal.identity.clients;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ltet.portal.shared.Refused;

/** Public keys for ES256 as administrators hand them in: a JWK or a PEM block. */
final class PublicKeys {

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");
    private static final String FIELD = "publicKey";

    private PublicKeys() {}

    /** @throws Refused clients.privateKey when it is the half that should have stayed at home; clients.notAKey */
    static ECKey read(String text) {
        if (text.contains("PRIVATE KEY")) {
            throw Refused.invalidField(FIELD, "clients.privateKey");
        }
        try {
            Matcher pem = PEM.matcher(text);
            ECKey key = pem.matches() ? ofPem(pem.group(1)) : ofJwk(text);
            return new ECKey.Builder(Curve.P_256, key.getX(), key.getY()).build();
        } catch (ParseException
                | GeneralSecurityException
                | JOSEException
                | IllegalArgumentException
                | IllegalStateException e) {
            throw Refused.invalidField(FIELD, "clients.notAKey");
        }
    }

    /** What was checked when it was registered. */
    static ECKey registered(String jwk) {
        try {
            return ECKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("A registered key cannot be read", e);
        }
    }

    private static ECKey ofJwk(String text) throws ParseException, JOSEException {
        JWK key = JWK.parse(text);
        if (key.isPrivate()) {
            throw Refused.invalidField(FIELD, "clients.privateKey");
        }
        if (!(key instanceof ECKey ec) || !Curve.P_256.equals(ec.getCurve())) {
            throw new ParseException("Not a key on P-256", 0);
        }
        // a point beside the curve is refused here
        ec.toECPublicKey();
        return ec;
    }

    private static ECKey ofPem(String base64) throws GeneralSecurityException, ParseException {
        byte[] der = Base64.getMimeDecoder().decode(base64);
        ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
        if (!Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))) {
            throw new ParseException("Not a key on P-256", 0);
        }
        return new ECKey.Builder(Curve.P_256, key).build();
    }
}
