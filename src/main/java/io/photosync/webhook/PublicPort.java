package io.photosync.webhook;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Keeps HTTP/2 off, whatever the settings say: no bound here holds for its streams, and {@link SlowHeads} does not understand them. */
@ApplicationScoped
class PublicPort implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        onlyFirst(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        onlyFirst(options);
    }

    private static void onlyFirst(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
        options.setAlpnVersions(List.of(HttpVersion.HTTP_1_1));
    }
}
