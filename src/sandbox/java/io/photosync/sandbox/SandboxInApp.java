package io.photosync.sandbox;

import io.photosync.sandbox.sharepoint.Limits;
import io.quarkus.arc.DefaultBean;
import io.quarkus.arc.lookup.LookupIfProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts the tenant in one process with the service, before the service looks for it. */
@ApplicationScoped
public class SandboxInApp {
    private static final Logger LOG = Logger.getLogger(SandboxInApp.class);

    private final SandboxConfig config;
    private final int port;
    private Optional<Sandbox> sandbox = Optional.empty();
    private Optional<LiveReload> reload = Optional.empty();
    private Optional<PageNotice> notice = Optional.empty();

    public SandboxInApp(
            SandboxConfig config, @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port) {
        this.config = config;
        this.port = port;
    }

    /** The running sandbox; not available, not even through {@code Instance}, if the sandbox is off. */
    @Produces
    @Singleton
    @DefaultBean
    @LookupIfProperty(name = "sandbox.autostart", stringValue = "true")
    Sandbox sandbox() {
        return sandbox.orElseThrow(() -> new IllegalStateException("sandbox.autostart is not true"));
    }

    /** Runs first: Kafka's channels and readers of certificates start later in the same event. */
    void onStart(@Observes @Priority(1) StartupEvent start) {
        if (!config.autostart()) {
            return;
        }
        Optional<LiveReload> before = LiveReload.find();
        Sandbox running = before.isPresent()
                ? Sandbox.resume(config.settings(), before.get().kept())
                : Sandbox.start(config.settings());
        running.sharePoint().limit(Limits.of(config.licences()));
        reload = Optional.of(before.orElseGet(() -> LiveReload.keep(running.handles())));
        reload.get().appStarts();
        sandbox = Optional.of(running);
        LOG.infof(
                "sandbox tenant with %d users: Entra %s, Graph %s, SharePoint %s and %s, Kafka %s",
                running.directory().size(),
                running.entraUrl(),
                running.graphUrl(),
                running.mySiteUrl(),
                running.adminUrl(),
                running.broker().bootstrapServers());
    }

    /** Runs after all other start-up. */
    void tellWhatToOpen(@Observes @Priority(Integer.MAX_VALUE) StartupEvent start) {
        notice = sandbox.map(running -> PageNotice.about("http://localhost:%d/sandbox".formatted(port), running));
    }

    /** Runs last: others still write to Kafka while they stop. */
    void onStop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent stop) {
        notice.ifPresent(PageNotice::stop);
        Map<String, Object> memory = sandbox.map(Sandbox::suspend).orElse(Map.of());
        reload.ifPresent(kept -> kept.appStopped(memory));
    }
}
