package io.photosync.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The sandbox inside the app: the profile {@code sandbox} brings a file that turns it on. */
@ConfigMapping(prefix = "sandbox")
public interface SandboxConfig {
    /** Off wherever the sandbox is only on the class path, as in tests. */
    @WithDefault("false")
    boolean autostart();

    @WithDefault("300")
    int people();

    /** The tenant's number of licences, which sets SharePoint's limits. */
    @WithDefault("1")
    int licences();

    /** Whether Graph notifies of a changed photo, which Microsoft does not promise. */
    @WithDefault("true")
    boolean photoChangeNotifies();

    /** The folder for the certificates. */
    Optional<Path> folder();

    PortsConfig ports();

    /** Fixed ones, so that the settings beside them can name them. */
    interface PortsConfig {
        @WithDefault("19092")
        int kafka();

        @WithDefault("9441")
        int entra();

        @WithDefault("9442")
        int graph();

        @WithDefault("9443")
        int mySite();

        @WithDefault("9444")
        int admin();
    }

    /** As photo sync is configured for the tenant. */
    default SandboxSettings settings() {
        return new SandboxSettings(
                new SandboxSettings.Ports(
                        ports().kafka(), ports().entra(), ports().graph(), ports().mySite(), ports().admin()),
                SandboxSettings.LOCALHOST,
                people(),
                photoChangeNotifies(),
                folder(),
                Optional.empty());
    }
}
