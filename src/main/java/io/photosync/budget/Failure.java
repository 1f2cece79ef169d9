package io.photosync.budget;

import java.time.Duration;
import java.util.Optional;

/**
 * A request to Microsoft that brought no usable answer: what is needed to judge it, report it and find it in Microsoft's logs.
 *
 * @param status the HTTP status, 0 when there was no answer at all
 * @param code Microsoft's own error code, or a short word of ours where there is none; never empty
 * @param detail one line for people; holds no token, no photo and no payload
 * @param retryAfter what the answer's {@code Retry-After} asked for
 * @param requestId Microsoft's id of the request
 */
public record Failure(
        MicrosoftService service,
        Kind kind,
        int status,
        String code,
        String detail,
        Optional<Duration> retryAfter,
        Optional<String> requestId) {

    /** What a failure means for whoever made the request. */
    public enum Kind {
        /** 429, or 503 with {@code Retry-After}, and the caller's deadline came before the service was free again. */
        THROTTLED,
        /** 5xx. */
        SERVER_ERROR,
        /** Refused connection, time limit, broken TLS. */
        UNREACHABLE,
        /** 401, or no token to be had. */
        UNAUTHORIZED,
        /** 403: a permission is missing, or this one user may not be touched. */
        FORBIDDEN,
        /** Another 4xx, or an error inside a 200: the same request will fail again. */
        REFUSED,
        /** An answer that could not be understood. */
        UNREADABLE
    }

    @Override
    public String toString() {
        return "%s %s: HTTP %d %s: %s%s"
                .formatted(
                        service,
                        kind,
                        status,
                        code,
                        detail,
                        requestId.map(id -> " (request " + id + ")").orElse(""));
    }
}
