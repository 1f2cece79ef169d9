package io.photosync.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM files (RFC 7468). Error messages never repeat the contents. */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final String KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";

    private Pem() {}

    /** The first private key of the file. Entra takes RSA only. */
    static PrivateKey privateKey(Path file) throws UnusableFile {
        for (Block block : blocks(file)) {
            if (block.label().equals(KEY)) {
                try {
                    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(block.der()));
                } catch (GeneralSecurityException e) {
                    throw new UnusableFile(file, "must hold an RSA key; its " + KEY + " is not one", e);
                }
            }
        }
        throw new UnusableFile(file, "must hold a block 'BEGIN PRIVATE KEY' (PKCS#8, not encrypted); " + found(file));
    }

    /** All certificates of the file in their order, at least one. */
    static List<X509Certificate> certificates(Path file) throws UnusableFile {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(file)) {
            if (block.label().equals(CERTIFICATE)) {
                certificates.add(certificate(file, block));
            }
        }
        if (certificates.isEmpty()) {
            throw new UnusableFile(file, "must hold a block 'BEGIN CERTIFICATE'; " + found(file));
        }
        return List.copyOf(certificates);
    }

    private static X509Certificate certificate(Path file, Block block) throws UnusableFile {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der()));
        } catch (GeneralSecurityException e) {
            throw new UnusableFile(file, "holds a certificate that is not X.509", e);
        }
    }

    private static String found(Path file) throws UnusableFile {
        List<String> labels = blocks(file).stream().map(Block::label).toList();
        return labels.isEmpty() ? "no PEM block was found" : "found " + String.join(", ", labels);
    }

    private static List<Block> blocks(Path file) throws UnusableFile {
        try {
            Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            List<Block> blocks = new ArrayList<>();
            while (matcher.find()) {
                blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
            }
            return blocks;
        } catch (IOException | IllegalArgumentException e) {
            throw new UnusableFile(
                    file,
                    "must be a readable PEM file, but is not (" + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    private record Block(String label, byte[] der) {}
}
