package io.photosync.webhook;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** The answers to Graph. */
final class GraphResponses {
    private static final int MAX_TOKEN_LENGTH = 4_096;
    private static final String PROBLEM = "application/problem+json";

    private GraphResponses() {}

    /**
     * Returns the decoded token as plain text that no browser interprets as another type.
     *
     * @see <a
     *     href="https://learn.microsoft.com/graph/change-notifications-delivery-webhooks#notificationurl-validation">validation</a>
     */
    static Response handshake(String token) {
        if (token.isEmpty() || token.length() > MAX_TOKEN_LENGTH) {
            return malformed(
                    "validationToken must have 1 to %d characters, got %d".formatted(MAX_TOKEN_LENGTH, token.length()));
        }
        return Response.ok(token, MediaType.TEXT_PLAIN_TYPE)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    static Response accepted() {
        return Response.accepted().build();
    }

    /** No validation may succeed at an address that accepts no notifications. */
    static Response noWebhook() {
        return problem(
                        Response.Status.NOT_FOUND,
                        "photosync.notifications is not webhook: notifications are not accepted here")
                .build();
    }

    static Response malformed(String why) {
        return problem(Response.Status.BAD_REQUEST, why).build();
    }

    static Response unavailable(String why, Duration retryAfter) {
        return problem(Response.Status.SERVICE_UNAVAILABLE, why)
                .header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()))
                .build();
    }

    private static Response.ResponseBuilder problem(Response.Status status, String detail) {
        return Response.status(status)
                .type(PROBLEM)
                .entity(new Problem(status.getReasonPhrase(), status.getStatusCode(), detail));
    }

    /** Problem details (RFC 9457) of type {@code about:blank}: the status defines the kind of problem. */
    record Problem(String title, int status, String detail) {}
}
