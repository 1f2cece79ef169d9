package io.photosync.webhook;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The client state that the samples contain. */
public final class SampleClientState implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "photosync.webhook.client-state", Sample.CLIENT_STATE,
                "photosync.webhook.public-url", "http://localhost:8081",
                "quarkus.http.test-port", "0",
                "quarkus.management.test-port", "0");
    }
}
