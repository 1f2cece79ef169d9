package io.photosync.identity;

import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** Which requests are for the operators' pages, and not for their API. */
public final class ConsolePath {
    public static final String ROOT = "/ops";
    /** Where Entra sends browsers back: the redirect URI of the app registration. */
    public static final String SIGNED_IN = ROOT + "/signed-in";

    private static final String API = ROOT + "/api";
    private static final Pattern MATRIX_PARAMETERS = Pattern.compile(";[^/]*");

    private ConsolePath() {}

    public static boolean isPage(RoutingContext request) {
        return isPage(request.normalizedPath());
    }

    /**
     * Strict about the API: its paths must not pass for a page's, however they are written, since pages are called with
     * a cookie.
     *
     * @param normalized without dot segments, and with no more escapes than necessary
     */
    static boolean isPage(String normalized) {
        String path = MATRIX_PARAMETERS.matcher(normalized).replaceAll("").replaceAll("/{2,}", "/");
        return isWithin(ROOT, path) && !isWithin(API, path);
    }

    private static boolean isWithin(String folder, String path) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }
}
