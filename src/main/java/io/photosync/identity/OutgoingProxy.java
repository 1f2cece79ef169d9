package io.photosync.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The route to Microsoft: through {@code photosync.https-proxy}, by CONNECT, except to the hosts of {@code
 * photosync.no-proxy}. Without a setting the JVM's own applies ({@code -Dhttps.proxyHost}).
 */
@ApplicationScoped
public class OutgoingProxy {
    private static final int HTTPS = 443;

    private final Optional<Proxy> proxy;
    private final NoProxy exceptions;

    @Inject
    public OutgoingProxy(IdentitySettings settings) {
        this(settings.httpsProxy(), settings.noProxy());
    }

    /**
     * The same without the settings' mapping.
     *
     * @throws IllegalArgumentException when the proxy is unusable
     */
    public OutgoingProxy(Optional<String> httpsProxy, Optional<String> noProxy) {
        this.proxy = httpsProxy.map(OutgoingProxy::address).map(at -> new Proxy(Proxy.Type.HTTP, at));
        this.exceptions = NoProxy.of(noProxy.orElse(""));
    }

    /** The proxy for this address; empty for a direct connection, or where the JVM's own settings apply. */
    public Optional<Proxy> forUri(URI uri) {
        return proxy.filter(used -> !exceptions.covers(uri.getHost(), uri.getPort() == -1 ? HTTPS : uri.getPort()));
    }

    /** For clients that ask for each address. */
    public ProxySelector selector() {
        return proxy.isPresent() ? new Selector() : ProxySelector.getDefault();
    }

    /**
     * Not resolved: the proxy's name may lead elsewhere tomorrow.
     *
     * @throws IllegalArgumentException that names the rule, never the value, which may hold a password
     */
    static InetSocketAddress address(String setting) {
        URI uri = uri(setting.strip());
        boolean bare = uri.getRawPath() == null
                || uri.getRawPath().isEmpty()
                || uri.getRawPath().equals("/");
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() == -1 || !bare) {
            throw new IllegalArgumentException("must be http://host:port: a proxy that is itself reached without TLS");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "must be http://host:port without name and password: a proxy that asks for them is not supported");
        }
        return InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort());
    }

    private static URI uri(String setting) {
        try {
            return URI.create(setting.contains("://") ? setting : "http://" + setting);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be http://host:port, but is no URL");
        }
    }

    private final class Selector extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            return List.of(forUri(uri).orElse(Proxy.NO_PROXY));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // There is no alternative to try; the caller reports the failure.
        }
    }
}
