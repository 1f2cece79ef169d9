package io.photosync.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets that follow from the app's private key: every replica has the same ones without keeping or passing them on. They change
 * when the key does. A federated token is another one each hour, so nothing can follow from it.
 */
@ApplicationScoped
public class AppSecret {
    private static final String MAC = "HmacSHA256";

    private final IdentitySettings settings;

    public AppSecret(IdentitySettings settings) {
        this.settings = settings;
    }

    /**
     * @param purpose different purposes give unrelated secrets
     * @return 32 bytes; empty where the app has no key of its own
     */
    public Optional<byte[]> derive(String purpose) {
        return settings.certificate().keyPath().map(keyFile -> {
            try {
                Mac mac = Mac.getInstance(MAC);
                mac.init(new SecretKeySpec(Pem.privateKey(keyFile).getEncoded(), MAC));
                return mac.doFinal(("photosync|" + settings.clientId() + "|" + purpose).getBytes(UTF_8));
            } catch (UnusableFile e) {
                throw new IllegalStateException("photosync.certificate.key-path: " + e.getMessage(), e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This JDK has no " + MAC, e);
            }
        });
    }
}
