package io.photosync.identity;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Proof of the app's identity by its certificate.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/certificate-credentials">Certificate
 *     credentials</a>
 */
final class ClientAssertion {
    /** Long enough for one request, even if the machine's clock is somewhat wrong. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private ClientAssertion() {}

    static String signed(PrivateKey key, X509Certificate certificate, String clientId, String audience, Instant now) {
        return Jwt.issuer(clientId)
                .subject(clientId)
                .audience(audience)
                .issuedAt(now)
                .claim("nbf", now.getEpochSecond())
                .expiresAt(now.plus(LIFETIME))
                .jws()
                .algorithm(SignatureAlgorithm.PS256)
                .header("x5t#S256", thumbprint(certificate))
                .sign(key);
    }

    private static String thumbprint(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the app's certificate cannot be hashed with SHA-256", e);
        }
    }
}
