package io.photosync.sandbox.entra;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The addresses to which Entra sends users of photo sync's app registration back, and no others.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reply-url">Restrictions and limitations</a>
 */
public final class RedirectUris {
    private final Set<String> registered = ConcurrentHashMap.newKeySet();

    public RedirectUris() {
        // Whatever its port: Entra ignores the port of localhost.
        register("http://localhost/ops/signed-in");
    }

    public void register(String uri) {
        registered.add(comparable(uri));
    }

    boolean contains(String uri) {
        try {
            return registered.contains(comparable(uri));
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }

    /** @throws IllegalArgumentException on what is no URI */
    private static String comparable(String text) {
        URI uri = URI.create(text);
        boolean anyPort = "http".equals(uri.getScheme()) && "localhost".equals(uri.getHost());
        return anyPort ? "http://localhost" + text.substring(("http://" + uri.getRawAuthority()).length()) : text;
    }
}
