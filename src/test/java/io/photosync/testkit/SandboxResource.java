package io.photosync.testkit;

import static java.util.stream.Collectors.toMap;

import io.photosync.sandbox.Broker;
import io.photosync.sandbox.FreePort;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.quarkus.test.common.QuarkusTestResourceConfigurableLifecycleManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Starts what a {@link SandboxTest} runs against. */
public final class SandboxResource implements QuarkusTestResourceConfigurableLifecycleManager<SandboxTest> {
    private Map<String, String> wanted = Map.of();
    private int people = SandboxSettings.PEOPLE;
    private boolean wired;
    private Sandbox sandbox;
    private Optional<Broker> wire = Optional.empty();

    @Override
    public void init(SandboxTest test) {
        wanted = Arrays.stream(test.value())
                .map(setting -> setting.split("=", 2))
                .collect(toMap(setting -> setting[0], setting -> setting[1]));
        people = test.people();
        wired = test.wire();
    }

    /** For resources that add something to it. */
    public SandboxResource withPeople(int count) {
        people = count;
        return this;
    }

    @Override
    public Map<String, String> start() {
        sandbox = Sandbox.start(SandboxSettings.forTests().withPeople(people));
        int http = FreePort.port();
        Map<String, String> settings = new HashMap<>(sandbox.serviceSettings());
        // Its requests would be counted with those that the tests count; a test that wants it says so.
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
        if (wired) {
            Broker broker = Broker.startWithWire();
            wire = Optional.of(broker);
            settings.put("kafka.bootstrap.servers", broker.wire().bootstrapServers());
        }
        settings.putAll(wanted);
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(sandbox, new TestInjector.MatchesType(Sandbox.class));
        wire.ifPresent(broker -> injector.injectIntoFields(broker, new TestInjector.MatchesType(Broker.class)));
    }

    @Override
    public void stop() {
        wire.ifPresent(Broker::close);
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
