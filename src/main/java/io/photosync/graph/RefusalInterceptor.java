package io.photosync.graph;

import io.photosync.call.Failure;
import io.photosync.identity.RetryAfter;
import java.io.IOException;
import java.time.Clock;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Ends each unsuccessful call with our own failure, before the SDK sees the answer. Placed before all other
 * interceptors, so that redirects are done by then.
 */
final class RefusalInterceptor implements Interceptor {
    private static final int BODY_LIMIT = 64 * 1024;

    private final Clock clock;

    RefusalInterceptor(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.isSuccessful()) {
            return response;
        }
        try (response) {
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
}
