package io.photosync.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificate authorities trusted in calls to Microsoft: the JDK's and those of {@code photosync.tls.trust-path}.
 */
@ApplicationScoped
public class TrustedAuthorities {
    private final X509TrustManager trustManager;
    private final SSLContext sslContext;

    public TrustedAuthorities(IdentitySettings settings) {
        try {
            this.trustManager = trusting(settings.tls().trustPath());
            this.sslContext = SSLContext.getInstance("TLS");
            this.sslContext.init(null, new TrustManager[] {trustManager}, null);
        } catch (UnusableFile e) {
            throw new IllegalStateException("photosync.tls.trust-path: " + e.getMessage(), e);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The JDK's own certificate authorities cannot be read", e);
        }
    }

    public SSLContext sslContext() {
        return sslContext;
    }

    public X509TrustManager trustManager() {
        return trustManager;
    }

    private static X509TrustManager trusting(Optional<Path> further)
            throws GeneralSecurityException, IOException, UnusableFile {
        X509TrustManager jdk = x509(null);
        if (further.isEmpty()) {
            return jdk;
        }
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        for (X509Certificate authority : jdk.getAcceptedIssuers()) {
            all.setCertificateEntry("jdk-" + all.size(), authority);
        }
        for (X509Certificate authority : Pem.certificates(further.get())) {
            all.setCertificateEntry("further-" + all.size(), authority);
        }
        return x509(all);
    }

    /** @param keyStore null for the JDK's own */
    private static X509TrustManager x509(KeyStore keyStore) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(keyStore);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager in this JDK");
    }
}
