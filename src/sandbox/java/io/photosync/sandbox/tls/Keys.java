package io.photosync.sandbox.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Key pairs. To make one for RSA takes up to seconds of a processor, so that all tenants of a process use the same: they
 * are kept in a map among the system properties, where each class loader finds them.
 */
public final class Keys {
    private static final String PLACE = "io.photosync.sandbox.keys";

    private Keys() {}

    /** The pair for RSA, of 2,048 bits, that this process uses for this purpose; made when it is first asked for. */
    public static KeyPair rsa(String purpose) {
        return kept().computeIfAbsent(purpose, made -> freshRsa());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, KeyPair> kept() {
        return (Map<String, KeyPair>)
                System.getProperties().computeIfAbsent(PLACE, place -> new ConcurrentHashMap<String, KeyPair>());
    }

    static KeyPair elliptic() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static KeyPair freshRsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java makes RSA keys", e);
        }
    }
}
