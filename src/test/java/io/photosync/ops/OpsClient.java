package io.photosync.ops;

import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.entra.Tokens;
import io.photosync.sandbox.people.Tenant;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A client of the ops API, with a token of the sandbox's Entra. */
public final class OpsClient {
    private final Tokens tokens;
    private final Map<String, String> held = new ConcurrentHashMap<>();

    public OpsClient(Sandbox sandbox) {
        this.tokens = new Tokens(sandbox.keys().tokens(), sandbox.entraUrl(), Clock.systemUTC());
    }

    public RequestSpecification viewer() {
        return with(token(Tenant.APP, List.of(Roles.VIEWER)));
    }

    public RequestSpecification operator() {
        return with(token(Tenant.APP, List.of(Roles.OPERATOR)));
    }

    /** A signed-in user, of a registration that requests this version of tokens. */
    RequestSpecification user(Tokens.User user, int version) {
        String audience = version == 2 ? Tenant.APP : "api://" + Tenant.APP;
        return with(tokens.ofUser(audience, user, List.of(Roles.OPERATOR), version));
    }

    RequestSpecification withIdToken(Tokens.User user, Optional<String> nonce) {
        return with(tokens.idToken(Tenant.APP, user, List.of(Roles.OPERATOR), nonce));
    }

    RequestSpecification with(String token) {
        return RestAssured.given().auth().preemptive().oauth2(token);
    }

    String token(String audience, List<String> roles) {
        return held.computeIfAbsent(audience + roles, asked -> tokens.issue(Tenant.APP, audience, roles, true)
                .accessToken());
    }
}
