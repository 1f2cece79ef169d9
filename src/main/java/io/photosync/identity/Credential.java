package io.photosync.identity;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.IClientCredential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;

/**
 * How the app proves its identity. SharePoint refuses tokens obtained with a client secret, so there is no case for
 * one.
 */
sealed interface Credential {

    /** Reads the files as they are now. */
    IClientCredential read() throws UnusableFile;

    /**
     * What proves the app's identity in a request of our own to the token endpoint (RFC 7523). Reads the files as they
     * are now.
     *
     * @param tokenEndpoint its address, for which alone a signed assertion is good
     * @param now by the machine's clock
     */
    String assertion(String clientId, String tokenEndpoint, Instant now) throws UnusableFile;

    /** The configured credential; {@link SettingsCheck} ensures that there is exactly one. */
    static Credential of(IdentitySettings settings) {
        return settings.federatedTokenFile()
                .<Credential>map(FederatedToken::new)
                .orElseGet(() -> new Certificate(
                        settings.certificate().path().orElseThrow(),
                        settings.certificate().keyPath().orElseThrow()));
    }

    record Certificate(Path chainFile, Path keyFile) implements Credential {
        @Override
        public IClientCredential read() throws UnusableFile {
            List<X509Certificate> chain = Pem.certificates(chainFile);
            PrivateKey key = Pem.privateKey(keyFile);
            if (!belongTogether(key, chain.getFirst())) {
                throw new UnusableFile(keyFile, "must hold the key of the first certificate in '" + chainFile + "'");
            }
            return ClientCredentialFactory.createFromCertificateChain(key, chain);
        }

        @Override
        public String assertion(String clientId, String tokenEndpoint, Instant now) throws UnusableFile {
            return ClientAssertion.signed(
                    Pem.privateKey(keyFile), Pem.certificates(chainFile).getFirst(), clientId, tokenEndpoint, now);
        }

        private static boolean belongTogether(PrivateKey key, X509Certificate certificate) {
            return key instanceof RSAPrivateKey rsaKey
                    && certificate.getPublicKey() instanceof RSAPublicKey rsaPublic
                    && rsaKey.getModulus().equals(rsaPublic.getModulus());
        }
    }

    record FederatedToken(Path file) implements Credential {
        @Override
        public IClientCredential read() throws UnusableFile {
            return ClientCredentialFactory.createFromClientAssertion(token());
        }

        @Override
        public String assertion(String clientId, String tokenEndpoint, Instant now) throws UnusableFile {
            return token();
        }

        private String token() throws UnusableFile {
            try {
                String token = Files.readString(file).strip();
                if (token.isEmpty()) {
                    throw new UnusableFile(file, "must hold a token, but is empty");
                }
                return token;
            } catch (IOException e) {
                throw new UnusableFile(file, "must be a readable file, but is not", e);
            }
        }
    }
}
