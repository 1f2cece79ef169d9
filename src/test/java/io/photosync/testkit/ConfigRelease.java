package io.photosync.testkit;

import io.quarkus.test.junit.classloading.FacadeClassLoader;
import io.smallrye.config.SmallRyeConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.LauncherDiscoveryRequest;

/**
 * Quarkus loads each class of tests by a loader of its own, and keeps the loader's configuration when it has closed the
 * loader: all applications that a process has tested stay in memory. Here it is let go before the next class.
 */
public final class ConfigRelease implements LauncherDiscoveryListener {
    private static ClassLoader last;

    @Override
    public void launcherDiscoveryStarted(LauncherDiscoveryRequest request) {
        if (last != null && ConfigProviderResolver.instance() instanceof SmallRyeConfigProviderResolver configs) {
            configs.releaseConfig(last);
        }
        last = null;
    }

    @Override
    public void engineDiscoveryStarted(UniqueId engine) {
        if (Thread.currentThread().getContextClassLoader() instanceof FacadeClassLoader loader) {
            last = loader;
        }
    }
}
