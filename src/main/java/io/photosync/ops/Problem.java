package io.photosync.ops;

import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * RFC 9457 without a type of its own: the status says what kind of problem it is.
 *
 * @param field of the request that is wrong, if one is
 */
public record Problem(String title, int status, String detail, Optional<String> field) {
    static final String TYPE = "application/problem+json";

    static Response.ResponseBuilder answer(int status, String detail, Optional<String> field) {
        return Response.status(status).type(TYPE).entity(of(status, detail, field));
    }

    static Problem of(int status, String detail, Optional<String> field) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return new Problem(known == null ? "Status " + status : known.getReasonPhrase(), status, detail, field);
    }
}
