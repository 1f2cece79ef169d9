package io.photosync.ops;

import io.photosync.identity.OutgoingProxy;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Takes {@code photosync.https-proxy} apart for quarkus-oidc, which wants host and port, and knows no exceptions: {@code oidc-proxy.host} and
 * {@code .port} where Entra is reached through the proxy. The names are not Quarkus' own, whose values at build time would be kept.
 */
public final class OidcProxy implements ConfigSourceFactory {
    private static final int ORDINAL = 200;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return proxy(context)
                .<List<ConfigSource>>map(proxy -> List.of(new PropertiesConfigSource(
                        Map.of(
                                "oidc-proxy.host",
                                proxy.getHostString(),
                                "oidc-proxy.port",
                                Integer.toString(proxy.getPort())),
                        "photosync.https-proxy",
                        ORDINAL)))
                .orElse(List.of());
    }

    private static Optional<InetSocketAddress> proxy(ConfigSourceContext context) {
        try {
            URI entra = URI.create(value(context, "photosync.login-url").orElse("https://login.microsoftonline.com"));
            return new OutgoingProxy(value(context, "photosync.https-proxy"), value(context, "photosync.no-proxy"))
                    .forUri(entra)
                    .map(proxy -> (InetSocketAddress) proxy.address());
        } catch (IllegalArgumentException wrong) {
            // Told at start, by name and rule, with the other settings.
            return Optional.empty();
        }
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .map(ConfigValue::getValue)
                .filter(value -> !value.isBlank());
    }
}
