package io.photosync.sandbox.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A private key and the certificate that goes with it. */
public record Identity(PrivateKey key, X509Certificate certificate) {}
