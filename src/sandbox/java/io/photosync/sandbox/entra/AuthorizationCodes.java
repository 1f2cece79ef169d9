package io.photosync.sandbox.entra;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Codes that a page exchanges for the tokens of who signed in: once, within ten minutes. */
final class AuthorizationCodes {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    /** So long a code is known to have been redeemed or to be too old. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final Map<String, Issued> codes = new HashMap<>();

    AuthorizationCodes(Clock clock) {
        this.clock = clock;
    }

    /** Who signed in, and what for. */
    record Grant(AuthorizationRequest request, Account account) {}

    private record Issued(Grant grant, Instant at, boolean redeemed) {
        Issued used() {
            return new Issued(grant, at, true);
        }
    }

    synchronized String issue(Grant grant) {
        Instant now = clock.instant();
        codes.values().removeIf(old -> old.at().plus(REMEMBERED).isBefore(now));
        byte[] bytes = new byte[48];
        random.nextBytes(bytes);
        String code = "1." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        codes.put(code, new Issued(grant, now, false));
        return code;
    }

    /** A code that was refused is good no more, whatever the reason. */
    synchronized Grant redeem(String code, String redirectUri, String verifier) throws Refusal {
        Issued issued = codes.get(code);
        if (issued == null) {
            throw refused(9002313, "Invalid request. Request is malformed or invalid.");
        }
        codes.put(code, issued.used());
        if (issued.redeemed()) {
            throw refused(
                    54005,
                    "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an "
                            + "existing refresh token.");
        }
        if (!clock.instant().isBefore(issued.at().plus(LIFETIME))) {
            throw refused(
                    70008,
                    "The provided authorization code or refresh token has expired due to inactivity. Send a new "
                            + "interactive authorization request for this user and resource.");
        }
        checkProof(issued, redirectUri, verifier);
        return issued.grant();
    }

    private static void checkProof(Issued issued, String redirectUri, String verifier) throws Refusal {
        AuthorizationRequest request = issued.grant().request();
        if (!request.redirectUri().equals(redirectUri)) {
            throw refused(
                    500112,
                    "The reply address '%s' does not match the reply address '%s' provided when requesting Authorization code."
                            .formatted(redirectUri, request.redirectUri()));
        }
        if (!request.challenge().equals(challenge(verifier))) {
            throw refused(
                    501481,
                    "The Code_Verifier does not match the code_challenge supplied in the authorization request.");
        }
    }

    private static Refusal refused(int code, String description) {
        return Refusal.request("invalid_grant", code, description);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
