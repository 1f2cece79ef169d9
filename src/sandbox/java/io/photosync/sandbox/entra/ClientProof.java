package io.photosync.sandbox.entra;

import io.photosync.sandbox.people.Tenant;
import io.photosync.sandbox.tls.Keyring;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Checks the ways in which an app can prove who it is; see https://learn.microsoft.com/entra/identity-platform/certificate-credentials. */
final class ClientProof {
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Keyring keys;
    private final String tokenEndpoint;
    private final Clock clock;

    ClientProof(Keyring keys, String tokenEndpoint, Clock clock) {
        this.keys = keys;
        this.tokenEndpoint = tokenEndpoint;
        this.clock = clock;
    }

    /** @return whether it was a certificate or federation; false for a secret */
    boolean check(Map<String, String> form) throws Refusal {
        if (form.containsKey("client_assertion")) {
            if (!ASSERTION_TYPE.equals(form.get("client_assertion_type"))) {
                throw Refusal.request(
                        "invalid_request", 900144, "client_assertion_type must be " + ASSERTION_TYPE + ".");
            }
            checkAssertion(Jwt.parse(form.get("client_assertion")));
            return true;
        }
        String secret = Optional.ofNullable(form.get("client_secret")).orElseThrow(() -> missing(form));
        if (!secret.equals(Entra.SECRET)) {
            throw Refusal.client(
                    7000215,
                    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, "
                            + "not the client secret ID, for a secret added to app '" + Tenant.APP + "'.");
        }
        return false;
    }

    private static Refusal missing(Map<String, String> form) {
        return form.getOrDefault("grant_type", "").equals("client_credentials")
                ? Refusal.client(
                        7000216,
                        "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.")
                : Refusal.client(
                        7000218,
                        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
    }

    private void checkAssertion(Optional<Jwt> presented) throws Refusal {
        Jwt assertion = presented.orElseThrow(
                () -> Refusal.client(50027, "JWT token is invalid or malformed. Client assertion is not a token."));
        if (assertion.text("iss").equals(Workload.ISSUER)) {
            checkFederated(assertion);
        } else {
            checkCertificate(assertion);
        }
        if (!assertion.isInTime(clock.instant())) {
            throw Refusal.client(
                    700024,
                    "Client assertion is not within its valid time range. Current time: " + clock.instant()
                            + ", expiry: " + assertion.claims().path("exp").asLong() + ".");
        }
    }

    private void checkCertificate(Jwt assertion) throws Refusal {
        if (!namesRegisteredCertificate(assertion)) {
            throw Refusal.client(
                    700027,
                    "The certificate with identifier used to sign the client assertion is not registered on application. "
                            + "[Reason - The key was not found.]");
        }
        if (!assertion.isSignedBy(keys.app().certificate().getPublicKey())) {
            throw Refusal.client(
                    700027,
                    "Client assertion failed signature validation. [Reason - The key was found, but use of the key to verify "
                            + "the signature failed.]");
        }
        if (!assertion.text("iss").equals(Tenant.APP) || !assertion.text("sub").equals(Tenant.APP)) {
            throw Refusal.client(
                    700021, "Client assertion application identifier doesn't match 'client_id' parameter.");
        }
        if (!assertion.text("aud").equals(tokenEndpoint)) {
            throw Refusal.client(
                    700023,
                    "Client assertion audience claim does not match Realm issuer. Expected " + tokenEndpoint + ", got "
                            + assertion.text("aud") + ".");
        }
    }

    private void checkFederated(Jwt assertion) throws Refusal {
        if (!assertion.isSignedBy(keys.workload().getPublic())) {
            throw Refusal.client(50013, "Assertion failed signature validation. [Reason - The key was not found.]");
        }
        if (!assertion.text("aud").equals(Workload.AUDIENCE)) {
            throw Refusal.client(
                    700212,
                    "No matching federated identity record found for presented assertion audience '"
                            + assertion.text("aud") + "'.");
        }
        if (!assertion.text("sub").equals(Workload.SUBJECT)) {
            throw Refusal.client(
                    700213,
                    "No matching federated identity record found for presented assertion subject '"
                            + assertion.text("sub") + "'.");
        }
    }

    private boolean namesRegisteredCertificate(Jwt assertion) {
        X509Certificate certificate = keys.app().certificate();
        return isThumbprint(assertion.header().path("x5t#S256").asText(), "SHA-256", certificate)
                || isThumbprint(assertion.header().path("x5t").asText(), "SHA-1", certificate);
    }

    private static boolean isThumbprint(String presented, String algorithm, X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
            // RFC 7515 asks for base64url without padding; msal4j sends plain base64 with it, and Entra takes both.
            String plain = presented.replace('-', '+').replace('_', '/').replace("=", "");
            return plain.equals(Base64.getEncoder().withoutPadding().encodeToString(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the app's certificate cannot be hashed with " + algorithm, e);
        }
    }
}
