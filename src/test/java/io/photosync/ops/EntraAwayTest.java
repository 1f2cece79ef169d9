package io.photosync.ops;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.photosync.sandbox.Sandbox;
import io.photosync.testkit.SandboxTest;
import org.junit.jupiter.api.Test;

/** Entra has been unreachable since before the start. */
@SandboxTest(entraAway = true)
class EntraAwayTest {
    Sandbox sandbox;

    @Test
    void the_service_starts_and_operators_get_a_503() {
        new OpsClient(sandbox)
                .operator()
                .get("/ops/api/dead-letters")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("status", equalTo(503));
    }

    @Test
    void a_request_without_a_token_is_still_a_401() {
        given().get("/ops/api/dead-letters").then().statusCode(401);
    }

    @Test
    void a_visitor_of_the_pages_is_told_so() {
        given().redirects()
                .follow(false)
                .get("/ops")
                .then()
                .statusCode(503)
                .contentType("text/html")
                .header("Retry-After", notNullValue())
                .body(containsString("Entra, which signs users in, does not answer now"));
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
