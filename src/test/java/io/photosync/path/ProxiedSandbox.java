package io.photosync.path;

import io.photosync.testkit.SandboxResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** The sandbox tenant behind a proxy that lets nothing through yet. */
public final class ProxiedSandbox implements QuarkusTestResourceLifecycleManager {
    private final SandboxResource sandbox = new SandboxResource().withPeople(20);
    private final ConnectProxy proxy = new ConnectProxy();

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(sandbox.start());
        // As the environment would say it.
        settings.put("HTTPS_PROXY", proxy.url());
        settings.put("photosync.no-proxy", "elsewhere.example");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        sandbox.inject(injector);
        injector.injectIntoFields(proxy, new TestInjector.MatchesType(ConnectProxy.class));
    }

    @Override
    public void stop() {
        proxy.close();
        sandbox.stop();
    }
}
