package io.photosync.sandbox.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** An error answer of Graph. */
final class GraphError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    GraphError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static GraphError badRequest(String message) {
        return new GraphError(400, "BadRequest", message);
    }

    Response response() {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error").put("code", code).put("message", getMessage());
        error.putObject("innerError")
                .put(
                        "date",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""))
                .put("request-id", UUID.randomUUID().toString());
        return Response.json(status, body);
    }

    /** The answer to a failure of Graph itself. */
    static Response ofStatus(int status) {
        return switch (status) {
            case 401 ->
                new GraphError(401, "InvalidAuthenticationToken", "Access token validation failure.").response();
            case 403 -> denied().response();
            case 404 -> new GraphError(404, "ResourceNotFound", "Resource could not be discovered.").response();
            case 429 -> new GraphError(429, "TooManyRequests", "Please retry again later.").response();
            case 503 ->
                new GraphError(503, "serviceNotAvailable", "The service is temporarily unavailable.").response();
            case 504 -> new GraphError(504, "UnknownError", "Gateway timeout.").response();
            default -> new GraphError(status, "generalException", "The sandbox was told to fail.").response();
        };
    }

    static GraphError denied() {
        return new GraphError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }
}
