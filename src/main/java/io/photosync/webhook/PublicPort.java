package io.photosync.webhook;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Disables HTTP/2, whatever the settings say: the limits here do not apply to its streams, and {@link SlowHeads} cannot
 * parse them.
 */
@ApplicationScoped
class PublicPort implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        http11Only(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        http11Only(options);
    }

    private static void http11Only(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
        options.setAlpnVersions(List.of(HttpVersion.HTTP_1_1));
    }
}
