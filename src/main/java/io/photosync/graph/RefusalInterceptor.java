package io.photosync.graph;

import io.photosync.call.Failure;
import io.photosync.identity.RetryAfter;
import io.photosync.identity.Tokens;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Ends each unsuccessful call with our own failure, before the SDK sees the answer. Placed before all other
 * interceptors, so that redirects are done by then.
 */
final class RefusalInterceptor implements Interceptor {
    private static final int BODY_LIMIT = 64 * 1024;
    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final String audience;
    private final Clock clock;

    RefusalInterceptor(Tokens tokens, String audience, Clock clock) {
        this.tokens = tokens;
        this.audience = audience;
        this.clock = clock;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.isSuccessful()) {
            return response;
        }
        try (response) {
            switch (response.code()) {
                case 401 -> bearer(chain.request()).ifPresent(token -> tokens.reject(audience, token));
                // Permissions are in the token: one granted since is in the next.
                case 403 -> bearer(chain.request()).ifPresent(token -> tokens.renew(audience, token));
                default -> {}
            }
            Failure failure = GraphErrors.failure(
                    response.code(),
                    response.header(RetryAfter.HEADER),
                    response.header("request-id"),
                    GraphErrors.body(response.peekBody(BODY_LIMIT).string()),
                    clock.instant());
            throw new GraphCallException(
                    GraphPermissions.named(failure, chain.request().url().encodedPath()), null);
        }
    }

    private static Optional<String> bearer(Request request) {
        return Optional.ofNullable(request.header("Authorization"))
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()));
    }
}
