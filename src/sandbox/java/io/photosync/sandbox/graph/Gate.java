package io.photosync.sandbox.graph;

import io.photosync.sandbox.entra.Bearer;
import io.photosync.sandbox.entra.TokenCheck;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.http.Routes;
import java.util.Map;

/** Passes a request on if its token is for Graph and has a suitable role. */
final class Gate {
    private final TokenCheck tokens;
    private final String audience;

    Gate(TokenCheck tokens, String audience) {
        this.tokens = tokens;
        this.audience = audience;
    }

    /** What answers a request, and may refuse it. */
    @FunctionalInterface
    interface Operation {
        Response run(Request request, Map<String, String> path) throws GraphError, InterruptedException;
    }

    /** For an address without query options. */
    Routes.Answer open(Operation operation, String... roles) {
        return open(operation, QueryOptions.NONE, roles);
    }

    /**
     * @param options those that the operation serves; any other is refused
     * @param roles any of which will do
     */
    Routes.Answer open(Operation operation, QueryOptions options, String... roles) {
        return (request, path) -> {
            try {
                if (!claims(request).hasAny(roles)) {
                    throw GraphError.denied();
                }
                options.check(request);
                return operation.run(request, path);
            } catch (GraphError error) {
                return error.response();
            }
        };
    }

    private Bearer.Claims claims(Request request) throws GraphError {
        return switch (tokens.bearerOf(request)) {
            case Bearer.Anonymous() -> throw unauthorized("Access token is empty.");
            case Bearer.Unacceptable(String why) -> throw unauthorized(why);
            case Bearer.Claims claims
            when !claims.audience().equals(audience) ->
                throw unauthorized("Access token validation failure. Invalid audience.");
            case Bearer.Claims claims -> claims;
        };
    }

    private static GraphError unauthorized(String message) {
        return new GraphError(401, "InvalidAuthenticationToken", message);
    }
}
