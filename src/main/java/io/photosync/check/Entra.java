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

/** Entra's public documents, which need no token: whether it is reached, by which way, and what time it is there. */
final class Entra {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(10);

    private final Tenant tenant;

    Entra(Tenant tenant) {
        this.tenant = tenant;
    }

    /** What quarkus-oidc reads as well, to check operators' tokens. */
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
                .connectTimeout(CONNECT)
                .build()) {
            return client.send(HttpRequest.newBuilder(uri).timeout(WHOLE).build(), BodyHandlers.ofString());
        }
    }

    /** When the answer was given, by the clock over there. */
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
