package io.photosync.graph;

import java.net.URI;
import java.net.URISyntaxException;

/** Graph's host by the settings. A link in an answer, or one kept from an earlier answer, may lead elsewhere. */
final class GraphHost {
    private final URI root;

    /** @param graphUrl with scheme and host, without a path */
    GraphHost(String graphUrl) {
        this.root = URI.create(graphUrl);
    }

    /** Whether it may receive our tokens. */
    boolean serves(URI uri) {
        return root.getScheme().equalsIgnoreCase(uri.getScheme())
                && root.getHost().equalsIgnoreCase(uri.getHost())
                && port(root) == port(uri);
    }

    /** @param link as found in an answer; may be no link at all */
    boolean serves(String link) {
        try {
            return serves(new URI(link));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
