package io.photosync.sharepoint;

import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * One of SharePoint's hosts, as a setting names it. Hosts are never derived from one another: national clouds, renamed
 * tenants and several geographies each have their own rule.
 */
public record SiteUrl(URI uri) {
    private static final int HTTPS = 443;

    public SiteUrl {
        boolean bare = uri.getRawPath() == null || Set.of("", "/").contains(uri.getRawPath());
        if (!"https".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !bare) {
            throw new IllegalArgumentException("must be https://host[:port] without a path, got '" + uri + "'");
        }
    }

    public static SiteUrl of(String text) {
        return new SiteUrl(URI.create(text.strip()));
    }

    /** The audience of tokens for this host. */
    public String audience() {
        return port() == HTTPS ? "https://" + uri.getHost() : "https://" + uri.getHost() + ":" + port();
    }

    /** With the port, as SharePoint writes the URLs of photos into profiles. */
    String withPort() {
        return "https://" + uri.getHost() + ":" + port();
    }

    boolean isHostOf(URI other) {
        int otherPort = other.getPort() == -1 ? HTTPS : other.getPort();
        return uri.getHost().equalsIgnoreCase(other.getHost()) && port() == otherPort;
    }

    URI resolve(String target) {
        return URI.create(audience() + target);
    }

    private int port() {
        return uri.getPort() == -1 ? HTTPS : uri.getPort();
    }

    @Override
    public String toString() {
        return audience();
    }

    /** For the configuration, whose message then holds ours. */
    public static final class FromText implements Converter<SiteUrl> {
        private static final long serialVersionUID = 1L;

        @Override
        public SiteUrl convert(String text) {
            return SiteUrl.of(text);
        }
    }
}
