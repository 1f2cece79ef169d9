package io.photosync.ops;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.photosync.sandbox.Sandbox;
import io.photosync.testkit.SandboxTest;
import org.junit.jupiter.api.Test;

/** Entra cannot be reached since before the start. */
@SandboxTest("quarkus.oidc.auth-server-url=https://localhost:1/nobody/v2.0")
class EntraAwayTest {
    Sandbox sandbox;

    @Test
    void the_service_starts_and_operators_are_told_to_come_back() {
        new Caller(sandbox)
                .operator()
                .get("/ops/api/dead-letters")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("status", equalTo(503));
    }

    @Test
    void who_brings_no_token_is_refused_as_ever() {
        given().get("/ops/api/dead-letters").then().statusCode(401);
    }

    @Test
    void the_webhook_answers() {
        given().header("Authorization", "Bearer nonsense")
                .queryParam("validationToken", "abc")
                .post("/graph/notifications")
                .then()
                .statusCode(200);
    }
}
