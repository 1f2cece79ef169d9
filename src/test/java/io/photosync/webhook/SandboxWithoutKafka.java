package io.photosync.webhook;

import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A tenant whose broker is unavailable when the service starts. */
public final class SandboxWithoutKafka implements QuarkusTestResourceLifecycleManager {
    private Sandbox sandbox;

    @Override
    public Map<String, String> start() {
        sandbox = Sandbox.start(SandboxSettings.forTests());
        sandbox.broker().stop();
        return sandbox.serviceSettings();
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
