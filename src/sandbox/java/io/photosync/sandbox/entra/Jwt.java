package io.photosync.sandbox.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** A JSON Web Token in its compact form; RFC 7519. Ours are signed with RS256. */
record Jwt(ObjectNode header, ObjectNode claims, String signedPart, byte[] signature) {
    private static final String ALGORITHM = "SHA256withRSA";

    static String sign(ObjectNode header, ObjectNode claims, PrivateKey key) {
        header.put("typ", "JWT").put("alg", "RS256");
        String signedPart = encode(Json.write(header)) + "." + encode(Json.write(claims));
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(signedPart.getBytes(StandardCharsets.US_ASCII));
            return signedPart + "." + encode(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java signs with " + ALGORITHM, e);
        }
    }

    /** Empty if the text is not a token. Verifies nothing. */
    static Optional<Jwt> parse(String compact) {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            Optional<ObjectNode> header = Json.read(Base64.getUrlDecoder().decode(parts[0]));
            Optional<ObjectNode> claims = Json.read(Base64.getUrlDecoder().decode(parts[1]));
            return header.flatMap(h -> claims.map(c -> new Jwt(h, c, parts[0] + "." + parts[1], signature)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Certificates sign with RS256 or, as Microsoft's page on them asks for, with PS256; RFC 7518, 3.3 and 3.5. */
    boolean isSignedBy(PublicKey key) {
        try {
            Optional<Signature> verifier = verifier();
            if (verifier.isEmpty()) {
                return false;
            }
            verifier.get().initVerify(key);
            verifier.get().update(signedPart.getBytes(StandardCharsets.US_ASCII));
            return verifier.get().verify(signature);
        } catch (GeneralSecurityException malformed) {
            // A signature of the wrong length throws instead of being false.
            return false;
        }
    }

    private Optional<Signature> verifier() throws GeneralSecurityException {
        switch (header.path("alg").asText()) {
            case "RS256" -> {
                return Optional.of(Signature.getInstance(ALGORITHM));
            }
            case "PS256" -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                return Optional.of(pss);
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    String text(String claim) {
        return claims.path(claim).asText();
    }

    boolean isInTime(Instant now) {
        return now.getEpochSecond() < claims.path("exp").asLong()
                && now.getEpochSecond() + 300 >= claims.path("nbf").asLong();
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
