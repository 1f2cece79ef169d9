package io.photosync.identity;

import io.photosync.sandbox.tls.Keys;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A self-signed certificate and its key as PEM files. */
record TestCertificate(Path certificate, Path key) {

    /** For a day. */
    static TestCertificate writtenTo(Path folder, String name)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        return writtenTo(folder, name, Duration.ofDays(1));
    }

    static TestCertificate writtenTo(Path folder, String name, Duration lifetime)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPair pair = Keys.rsa("certificate " + name);
        return new TestCertificate(
                pem(folder.resolve(name + ".crt"), "CERTIFICATE", selfSigned(pair, name, lifetime)),
                pem(
                        folder.resolve(name + ".key"),
                        "PRIVATE KEY",
                        pair.getPrivate().getEncoded()));
    }

    private static byte[] selfSigned(KeyPair pair, String name, Duration lifetime)
            throws OperatorCreationException, CertificateEncodingException, GeneralSecurityException {
        X500Principal subject = new X500Principal("CN=" + name);
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                subject, BigInteger.ONE, Date.from(now), Date.from(now.plus(lifetime)), subject, pair.getPublic());
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())))
                .getEncoded();
    }

    static Path pem(Path file, String label, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label));
    }
}
