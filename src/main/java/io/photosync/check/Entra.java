package io.photosync.check;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Entra's public documents, which need no token: whether Entra is reachable, by which route, and its time. */
final class Entra {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Tenant tenant;

    Entra(Tenant tenant) {
        this.tenant = tenant;
    }

    /** The document that quarkus-oidc reads too, to check operators' tokens. */
    URI configuration() {
        return URI.create("%s/%s/v2.0/.well-known/openid-configuration"
                .formatted(tenant.identity.loginUrl().toString().replaceAll("/$", ""), tenant.identity.tenantId()));
    }

    Optional<Proxy> proxy() {
        return tenant.access.proxy().forUri(configuration());
    }

    HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(tenant.access.authorities().sslContext())
                .proxy(tenant.access.proxy().selector())
                .connectTimeout(CONNECT_TIMEOUT)
                .build()) {
            return client.send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), BodyHandlers.ofString());
        }
    }

    /** Time of the answer by the server's clock. */
    static Optional<Instant> date(HttpResponse<?> answer) {
        try {
            return answer.headers().firstValue("Date").map(date -> ZonedDateTime.parse(
                            date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
