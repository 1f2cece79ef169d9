package io.photosync.testkit;

import io.photosync.sandbox.FreePort;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** Gives a {@code @QuarkusTest} a tenant and a broker of its own, and itself to the test's field of type {@link Sandbox}. */
public final class SandboxResource implements QuarkusTestResourceLifecycleManager {
    private Sandbox sandbox;
    private Map<String, String> wanted = Map.of();
    private int people = SandboxSettings.PEOPLE;

    /** @param arguments settings of the service that the test wants otherwise; {@code people}: how many the tenant has */
    @Override
    public void init(Map<String, String> arguments) {
        wanted = new HashMap<>(arguments);
        people = Integer.parseInt(wanted.getOrDefault("people", Integer.toString(people)));
        wanted.remove("people");
    }

    @Override
    public Map<String, String> start() {
        sandbox = Sandbox.start(SandboxSettings.forTests().withPeople(people));
        int http = FreePort.port();
        Map<String, String> settings = new HashMap<>(sandbox.serviceSettings());
        // Its requests would be counted with those that the tests count; a test that wants it has a profile.
        settings.put("photosync.drift.enabled", "false");
        settings.put("photosync.spot-check.enabled", "false");
        settings.put("quarkus.http.test-port", Integer.toString(http));
        settings.put("quarkus.management.test-port", Integer.toString(FreePort.port()));
        settings.put("photosync.webhook.public-url", "http://localhost:" + http);
        // Most tests count requests.
        settings.put("photosync.sweep.enabled", "false");
        // Tests have no minute to spare between two answers.
        settings.put("photosync.removal.confirm-after", "PT0.5S");
        switch (wanted.getOrDefault("photosync.notifications", "webhook")) {
            case "event-hub" -> {
                settings.remove("photosync.webhook.public-url");
                settings.putAll(sandbox.eventHub());
            }
            case "none" -> settings.remove("photosync.webhook.public-url");
            default -> {}
        }
        settings.putAll(wanted);
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(sandbox, new TestInjector.MatchesType(Sandbox.class));
    }

    @Override
    public void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
