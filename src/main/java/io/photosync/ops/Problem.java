package io.photosync.ops;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Problem details (RFC 9457) of type {@code about:blank}: the status defines the kind of problem.
 *
 * @param field of the request that is wrong, if one is
 */
public record Problem(String title, int status, String detail, Optional<String> field) {
    static final String TYPE = "application/problem+json";
    private static final int RETRY_AFTER_SECONDS = 10;

    static Response.ResponseBuilder answer(int status, String detail, Optional<String> field) {
        return Response.status(status).type(TYPE).entity(of(status, detail, field));
    }

    static Response unavailable(String detail) {
        return answer(503, detail, Optional.empty())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    static Problem of(int status, String detail, Optional<String> field) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return new Problem(known == null ? "Status " + status : known.getReasonPhrase(), status, detail, field);
    }
}
