package io.photosync.sandbox.page;

import static io.restassured.RestAssured.given;

import io.photosync.testkit.SandboxTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Here the sandbox runs beside the service, not in it. */
@SandboxTest
class NoPageTest {
    @ParameterizedTest
    @ValueSource(strings = {"/sandbox", "/sandbox/page.js", "/sandbox/api/state"})
    void without_a_sandbox_in_the_app_there_is_no_page(String path) {
        given().get(path).then().statusCode(404);
    }
}
