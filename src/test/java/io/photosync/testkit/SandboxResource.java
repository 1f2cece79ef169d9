package io.photosync.testkit;

import io.photosync.sandbox.Broker;
import io.photosync.sandbox.FreePort;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.sharepoint.Limits;
import io.quarkus.test.common.QuarkusTestResourceConfigurableLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts what a {@link SandboxTest} runs against. */
public final class SandboxResource implements QuarkusTestResourceConfigurableLifecycleManager<SandboxTest> {
    private static final Limits NONE = new Limits(10_000_000, 100_000_000, 10_000_000, false);

    private SandboxTest test;
    private Sandbox sandbox;
    private Optional<Broker> wire = Optional.empty();
    private Optional<ConnectProxy> proxy = Optional.empty();

    @Override
    public void init(SandboxTest asked) {
        test = asked;
    }

    @Override
    public Map<String, String> start() {
        sandbox = Sandbox.start(SandboxSettings.forTests().withPeople(test.people()));
        sandbox.groups().put(Pilot.EXCLUDED, List.of());
        if (test.value().unlimited()) {
            sandbox.sharePoint().limit(NONE);
        }
        Map<String, String> settings = new HashMap<>(sandbox.serviceSettings());
        Map<String, String> setup = test.value().settings();
        settings.putAll(addresses(setup.getOrDefault("photosync.notifications", "webhook")));
        settings.putAll(setup);
        settings.putAll(surroundings());
        return settings;
    }

    /** Where the service is reached, and where Graph writes to. */
    private Map<String, String> addresses(String notifications) {
        Map<String, String> settings = new HashMap<>();
        int http = FreePort.port();
        settings.put("quarkus.http.test-port", Integer.toString(http));
        settings.put("quarkus.management.test-port", Integer.toString(FreePort.port()));
        switch (notifications) {
            case "webhook" -> settings.put("photosync.webhook.public-url", "http://localhost:" + http);
            case "event-hub" -> settings.putAll(sandbox.eventHub());
            default -> {}
        }
        return settings;
    }

    /** What is odd around the service, and the addresses that come with it. */
    private Map<String, String> surroundings() {
        Map<String, String> settings = new HashMap<>();
        if (test.wire()) {
            Broker broker = Broker.startWithWire();
            wire = Optional.of(broker);
            settings.put("kafka.bootstrap.servers", broker.wire().bootstrapServers());
        }
        if (test.proxy()) {
            ConnectProxy way = new ConnectProxy();
            proxy = Optional.of(way);
            // As the environment would say it.
            settings.put("HTTPS_PROXY", way.url());
            settings.put("photosync.no-proxy", "elsewhere.example");
        }
        if (test.kafkaAway()) {
            sandbox.broker().stop();
        }
        if (test.entraAway()) {
            sandbox.troubles().faults().put(Fault.always(Service.ENTRA, ".", 0));
        }
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(sandbox, new TestInjector.MatchesType(Sandbox.class));
        wire.ifPresent(broker -> injector.injectIntoFields(broker, new TestInjector.MatchesType(Broker.class)));
        proxy.ifPresent(way -> injector.injectIntoFields(way, new TestInjector.MatchesType(ConnectProxy.class)));
    }

    @Override
    public void stop() {
        proxy.ifPresent(ConnectProxy::close);
        wire.ifPresent(Broker::close);
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
