package io.photosync.graph;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;

/** Where Microsoft Graph is. */
@ConfigMapping(prefix = "photosync")
public interface GraphSettings {

    /**
     * Graph's root without version, and the tokens' audience; another one in a national cloud. It must have no path:
     * the SDK cuts {@code /v1.0} off the URLs in a batch by counting characters.
     */
    @WithDefault("https://graph.microsoft.com")
    @Pattern(
            regexp = "https://[^/?#@]+|http://(localhost|127\\.0\\.0\\.1)(:\\d+)?",
            message = "must be https://host[:port] without a path, http for localhost only, got '${validatedValue}'")
    String graphUrl();
}
