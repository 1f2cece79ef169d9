package io.photosync.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftService;
import io.photosync.identity.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The meaning of Graph's answers that are no success, alone or inside a batch. */
final class GraphErrors {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Leaves room for the permission that a request needs. */
    private static final int DETAIL_LENGTH = 300;

    private GraphErrors() {}

    /** An answer's body as far as it is JSON; a gateway in front of Graph answers in HTML, or with nothing. */
    static JsonNode body(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * @param retryAfter the header, null when absent
     * @param requestId the header, null when absent; then the body's is taken
     */
    static Failure failure(int status, String retryAfter, String requestId, JsonNode body, Instant now) {
        JsonNode error = body.path("error");
        Optional<Duration> wait = RetryAfter.parse(retryAfter, now);
        Optional<String> id = Optional.ofNullable(requestId)
                .or(() -> text(error.path("innerError").path("request-id")))
                .or(() -> text(error.path("innererror").path("request-id")));
        return Failure.of(
                        MicrosoftService.GRAPH,
                        kind(status, wait),
                        status,
                        text(error.path("code")).orElse("http-" + status),
                        text(error.path("message"))
                                .map(message -> Failure.line(message, DETAIL_LENGTH))
                                .orElse("no reason given"))
                .askingFor(wait)
                .withRequestId(id);
    }

    static Failure unreadable(String code, String detail) {
        return failure(Kind.UNREADABLE, code, detail);
    }

    static Failure failure(Kind kind, String code, String detail) {
        return Failure.withoutAnswer(MicrosoftService.GRAPH, kind, code, detail);
    }

    private static Kind kind(int status, Optional<Duration> pause) {
        return switch (status) {
            // A time limit on their side and a failed predecessor in a batch are as transient as a 5xx.
            case 408, 424 -> Kind.SERVER_ERROR;
            // An item of a batch may have any status, or none.
            default -> status < 400 ? Kind.REFUSED : Kind.of(status, pause);
        };
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue()).filter(value -> !value.isBlank());
    }
}
