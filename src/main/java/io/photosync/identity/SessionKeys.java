package io.photosync.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The keys of the console's sessions, all derived from one secret (HKDF, RFC 5869): who learns one knows neither the
 * others nor the secret.
 *
 * @param cookie encrypts the session cookie; 43 characters
 * @param state encrypts the cookie of a sign-in that is under way; 43 characters
 * @param forms for the tokens of forms; 32 bytes
 */
public record SessionKeys(String cookie, String state, byte[] forms) {
    private static final int BYTES = 32;

    static SessionKeys from(byte[] secret) {
        return new SessionKeys(
                text(derived(secret, "session cookie")),
                text(derived(secret, "sign-in state")),
                derived(secret, "form tokens"));
    }

    private static byte[] derived(byte[] secret, String purpose) {
        try {
            HKDFParameterSpec steps = HKDFParameterSpec.ofExtract()
                    .addIKM(secret)
                    .thenExpand(("photosync console: " + purpose).getBytes(StandardCharsets.UTF_8), BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveData(steps);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot derive keys by HKDF-SHA256", e);
        }
    }

    private static String text(byte[] key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "session keys";
    }
}
