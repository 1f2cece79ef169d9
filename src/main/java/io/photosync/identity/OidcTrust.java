package io.photosync.identity;

import io.quarkus.tls.runtime.TrustStoreAndTrustOptions;
import io.quarkus.tls.runtime.TrustStoreProvider;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/**
 * Lets quarkus-oidc trust the same authorities as our own clients. They are read at the first handshake and not before:
 * the sandbox makes its authority only after the TLS registry has been set up.
 */
@Singleton
@Identifier("photosync")
final class OidcTrust implements TrustStoreProvider {
    private final TrustedAuthorities authorities;

    OidcTrust(TrustedAuthorities authorities) {
        this.authorities = authorities;
    }

    @Override
    public TrustStoreAndTrustOptions getTrustStore(Vertx vertx) {
        try {
            KeyStore unused = KeyStore.getInstance(KeyStore.getDefaultType());
            unused.load(null, null);
            return new TrustStoreAndTrustOptions(unused, TrustOptions.wrap(new Late(authorities)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JDK cannot make an empty key store", e);
        }
    }

    /** Gets the real trust manager each time; the JDK itself checks the host's name around a plain one like this. */
    private record Late(TrustedAuthorities authorities) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            manager().checkClientTrusted(chain, authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            manager().checkServerTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0]; // Used only by a server that asks for client certificates.
        }

        private X509TrustManager manager() throws CertificateException {
            try {
                return authorities.trustManager();
            } catch (IllegalStateException e) {
                throw new CertificateException(e.getMessage(), e);
            }
        }
    }
}
