package io.photosync.sandbox.entra;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.people.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Issues and recognises access tokens. */
public final class Tokens implements TokenCheck {
    static final Duration LIFETIME = Duration.ofSeconds(3599);

    private static final int MOST_VERIFIED = 1_000;

    private final KeyPair keys;
    private final String issuer;
    /** Microsoft's is another host, https://sts.windows.net. */
    private final String firstIssuer;

    private final Clock clock;
    private final IdTokenSwitches idTokens = new IdTokenSwitches();
    private final Set<String> verified = ConcurrentHashMap.newKeySet();
    private volatile Duration lifetime = LIFETIME;

    /** @param entraUrl the address of Entra, without a path */
    public Tokens(KeyPair keys, String entraUrl, Clock clock) {
        this.keys = keys;
        this.issuer = entraUrl + "/" + Tenant.ID + "/v2.0";
        this.firstIssuer = entraUrl + "/" + Tenant.ID + "/";
        this.clock = clock;
    }

    /** A token and how long it is good for. */
    public record Issued(String accessToken, Duration lifetime) {}

    /** The object id that the directory knows an app by. */
    public static String servicePrincipal(String appId) {
        return UUID.nameUUIDFromBytes(appId.getBytes(StandardCharsets.US_ASCII)).toString();
    }

    /**
     * A token in the version that the resource accepts: Microsoft's resources accept version 1, apps of the tenant
     * version 2.
     *
     * @param certificate whether the app authenticated by certificate or federation, not by secret
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">Claims</a>
     */
    public Issued issue(String appId, String audience, List<String> roles, boolean certificate) {
        Instant now = clock.instant();
        boolean second = !audience.startsWith("https://");
        String servicePrincipal = servicePrincipal(appId);
        ObjectNode claims = Json.object()
                .put("aud", audience)
                .put("iss", second ? issuer : firstIssuer)
                .put("iat", now.getEpochSecond())
                .put("nbf", now.getEpochSecond())
                .put("exp", now.plus(lifetime).getEpochSecond())
                .put("tid", Tenant.ID)
                .put(second ? "azp" : "appid", appId)
                .put(second ? "azpacr" : "appidacr", certificate ? "2" : "1")
                .put("idtyp", "app")
                .put("oid", servicePrincipal)
                .put("sub", servicePrincipal)
                .put("uti", UUID.randomUUID().toString())
                .put("ver", second ? "2.0" : "1.0");
        if (!second) {
            claims.put("app_displayname", appId.equals(Tenant.APP) ? "photo sync" : "visitor");
        }
        claims.set("roles", Json.of(roles));
        return new Issued(sign(claims), lifetime);
    }

    /**
     * The access token of a user who signed in to a program that acts on the user's behalf, for an app of the tenant.
     *
     * @param version what the app's registration requests; 1 if it requests nothing
     */
    public String ofUser(String audience, User user, List<String> roles, int version) {
        ObjectNode claims = ofUser(audience, user, version, lifetime)
                .put("scp", "access_as_user")
                .put(version == 2 ? "azp" : "appid", Tenant.VISITOR)
                .put(version == 2 ? "azpacr" : "appidacr", "0");
        claims.set("roles", Json.of(roles));
        return sign(claims);
    }

    /** The ID token of a page of the app that only identifies the user; in the code flow it may lack a nonce. */
    public String idToken(String appId, User user, List<String> roles, Optional<String> nonce) {
        ObjectNode claims = ofUser(appId, user, 2, lifetime);
        claims.set("roles", Json.of(roles));
        nonce.ifPresent(text -> claims.put("nonce", text));
        return sign(claims);
    }

    /** A user of the tenant; the name may change, the object id does not. */
    public record User(String objectId, String name) {}

    /** The claims of a user's token, of whichever kind, without roles. */
    ObjectNode ofUser(String audience, User user, int version, Duration life) {
        Instant now = clock.instant();
        return Json.object()
                .put("aud", audience)
                .put("iss", version == 2 ? issuer : firstIssuer)
                .put("iat", now.getEpochSecond())
                .put("nbf", now.getEpochSecond())
                .put("exp", now.plus(life).getEpochSecond())
                .put("tid", Tenant.ID)
                .put("oid", user.objectId())
                // Of this user for this app alone.
                .put(
                        "sub",
                        UUID.nameUUIDFromBytes((user.objectId() + audience).getBytes(StandardCharsets.US_ASCII))
                                .toString())
                .put(version == 2 ? "preferred_username" : "upn", user.name())
                .put("uti", UUID.randomUUID().toString())
                .put("ver", version + ".0");
    }

    String sign(ObjectNode claims) {
        return sign(claims, keys.getPrivate());
    }

    /** @param key also another one than the header names */
    String sign(ObjectNode claims, PrivateKey key) {
        return Jwt.sign(Json.object().put("kid", keyId()), claims, key);
    }

    /** For tests: what is wrong with the ID tokens of those who sign in to a page. */
    public IdTokenSwitches idTokens() {
        return idTokens;
    }

    public Duration lifetime() {
        return lifetime;
    }

    /** Lifetime of tokens from now on; initially an hour. */
    public void setLifetime(Duration newLifetime) {
        lifetime = newLifetime;
    }

    @Override
    public Bearer bearerOf(Request request) {
        String header = request.header("authorization").orElse("");
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return new Bearer.Anonymous();
        }
        String compact = header.substring(7).trim();
        return Jwt.parse(compact)
                .map(token -> judge(compact, token))
                .orElse(new Bearer.Unacceptable("CompactToken parsing failed with error code: 80049217"));
    }

    private Bearer judge(String compact, Jwt token) {
        if (!isOurs(compact, token) || !token.text("iss").equals(firstIssuer)) {
            return new Bearer.Unacceptable("Signature is invalid.");
        }
        if (!token.isInTime(clock.instant())) {
            return new Bearer.Unacceptable("Lifetime validation failed, the token is expired.");
        }
        List<String> roles = new ArrayList<>();
        token.claims().path("roles").forEach(role -> roles.add(role.asText()));
        boolean certificate = token.text("appidacr").equals("2");
        return new Bearer.Claims(token.text("aud"), token.text("appid"), List.copyOf(roles), certificate);
    }

    /** A client shows the same token many times; a signature is verified once. */
    private boolean isOurs(String compact, Jwt token) {
        if (verified.contains(compact)) {
            return true;
        }
        boolean ours = token.isSignedBy(keys.getPublic());
        if (ours) {
            if (verified.size() >= MOST_VERIFIED) {
                verified.clear();
            }
            verified.add(compact);
        }
        return ours;
    }

    String issuer() {
        return issuer;
    }

    /** The public half, as RFC 7517 writes it. */
    ObjectNode keySet() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        ArrayNode set = Json.array();
        set.addObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", keyId())
                .put("issuer", issuer)
                .put("n", unsigned(key.getModulus().toByteArray()))
                .put("e", unsigned(key.getPublicExponent().toByteArray()));
        ObjectNode document = Json.object();
        document.set("keys", set);
        return document;
    }

    private String keyId() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return UUID.nameUUIDFromBytes(key.getModulus().toByteArray()).toString();
    }

    private static String unsigned(byte[] number) {
        int start = number[0] == 0 ? 1 : 0;
        byte[] magnitude = java.util.Arrays.copyOfRange(number, start, number.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(magnitude);
    }
}
