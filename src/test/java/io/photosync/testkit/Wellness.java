package io.photosync.testkit;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import org.eclipse.microprofile.config.ConfigProvider;

/** What {@code /q/health/well} of the service under test answers. */
public final class Wellness {
    private Wellness() {}

    /** The answer, with the check of that name as its root. */
    public static ValidatableResponse of(String check) {
        String port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", String.class);
        return given().get("http://localhost:%s/q/health/well".formatted(port))
                .then()
                .rootPath("checks.find { it.name == '%s' }".formatted(check));
    }
}
