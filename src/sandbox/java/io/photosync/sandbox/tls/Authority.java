package io.photosync.sandbox.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues the tenant's certificates; created at each start, and trusted only by clients of this tenant. */
final class Authority {
    private static final Duration LIFETIME = Duration.ofDays(90);

    private final X500Name name = new X500Name("CN=Photo sync sandbox authority");
    private final Clock clock;
    private final Identity own;

    Authority(Clock clock) throws GeneralSecurityException {
        this.clock = clock;
        KeyPair keys = Keys.elliptic();
        this.own = new Identity(keys.getPrivate(), issue(name, keys, keys, Optional.empty()));
    }

    X509Certificate certificate() {
        return own.certificate();
    }

    /** For the TLS ports. */
    Identity server(String host) throws GeneralSecurityException {
        return leaf(host, host, Keys.elliptic());
    }

    /** @param keys for RSA, which is what Entra wants of an app's certificate */
    Identity app(String commonName, KeyPair keys) throws GeneralSecurityException {
        return leaf(commonName, "localhost", keys);
    }

    private Identity leaf(String commonName, String host, KeyPair keys) throws GeneralSecurityException {
        KeyPair signer = new KeyPair(own.certificate().getPublicKey(), own.key());
        return new Identity(
                keys.getPrivate(), issue(new X500Name("CN=" + commonName), keys, signer, Optional.of(names(host))));
    }

    private static GeneralNames names(String host) {
        return new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, host),
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1")
        });
    }

    /** @param names of the host; empty for the authority itself */
    private X509Certificate issue(X500Name subject, KeyPair keys, KeyPair signer, Optional<GeneralNames> names)
            throws GeneralSecurityException {
        Instant now = clock.instant();
        JcaX509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(120, new SecureRandom()),
                // An hour back, for clocks that are late.
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(LIFETIME)),
                subject,
                keys.getPublic());
        try {
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(names.isEmpty()));
            if (names.isPresent()) {
                certificate.addExtension(Extension.subjectAlternativeName, false, names.get());
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException("cannot issue a certificate for " + subject, e);
        }
    }
}
