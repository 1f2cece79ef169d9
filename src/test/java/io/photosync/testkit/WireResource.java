package io.photosync.testkit;

import io.photosync.sandbox.Broker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** As {@link SandboxResource}, but the service reaches Kafka by a wire that a test can trouble: the test's field of type {@link Broker} has it. */
public final class WireResource implements QuarkusTestResourceLifecycleManager {
    private final SandboxResource sandbox = new SandboxResource();
    private Broker broker;

    @Override
    public void init(Map<String, String> arguments) {
        sandbox.init(arguments);
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(sandbox.start());
        broker = Broker.startWithWire();
        settings.put("kafka.bootstrap.servers", broker.wire().bootstrapServers());
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        sandbox.inject(injector);
        injector.injectIntoFields(broker, new TestInjector.MatchesType(Broker.class));
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
        sandbox.stop();
    }
}
