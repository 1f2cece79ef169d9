package io.photosync.call;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request to Microsoft that brought no usable answer: what is needed to judge it, report it and find it in Microsoft's logs.
 *
 * @param status the HTTP status, 0 when there was no answer at all
 * <p>Codes and details are others' words: whatever they are, here each is one line of bounded length, fit for logs and for headers of
 * records.
 *
 * @param code Microsoft's own error code, or a short word of ours where there is none; never empty
 * @param detail one line for people; holds no token, no photo and no payload
 * @param retryAfter what the answer's {@code Retry-After} asked for
 * @param requestId Microsoft's id of the request
 * @param reach whom it concerns, as far as the answer itself says so
 */
public record Failure(
        MicrosoftService service,
        Kind kind,
        int status,
        String code,
        String detail,
        Optional<Duration> retryAfter,
        Optional<String> requestId,
        Reach reach) {
    private static final Pattern NO_LINE = Pattern.compile("[\\s\\p{Cntrl}\\p{Zl}\\p{Zp}]+");
    /** The longest of Microsoft's, a number and a type's whole name, have some 100. */
    private static final int LONGEST_CODE = 160;

    private static final int LONGEST_DETAIL = 480;
    private static final int LONGEST_ID = 100;

    public Failure {
        code = line(code, LONGEST_CODE);
        code = code.isEmpty() ? "http-" + status : code;
        detail = line(detail, LONGEST_DETAIL);
        requestId = requestId.map(id -> line(id, LONGEST_ID)).filter(id -> !id.isEmpty());
    }

    /** A failure that leaves open whom it concerns, as most do. */
    public Failure(
            MicrosoftService service,
            Kind kind,
            int status,
            String code,
            String detail,
            Optional<Duration> retryAfter,
            Optional<String> requestId) {
        this(service, kind, status, code, detail, retryAfter, requestId, Reach.UNCLEAR);
    }

    /** What a failure means for whoever made the request. */
    public enum Kind {
        /** 429, or 503 with {@code Retry-After}, and the caller's deadline came before the service was free again. */
        THROTTLED,
        /** The same for this one user, while others are answered. */
        USER_THROTTLED,
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

    /** Whom a failure concerns, where its code says so whoever met it. */
    public enum Reach {
        /** Many such failures in a row tell, or the probe. */
        UNCLEAR,
        /** A tenant-wide setting, permission or limit: whoever comes next meets the same. */
        EVERYBODY,
        /** This user's photo or profile, however many others have the same trouble. */
        ONE_USER
    }

    public Failure concerning(Reach known) {
        return new Failure(service, kind, status, code, detail, retryAfter, requestId, known);
    }

    /** The same failure in other words. */
    public Failure saying(String otherCode, String otherDetail) {
        return new Failure(service, kind, status, otherCode, otherDetail, retryAfter, requestId, reach);
    }

    public Failure ofKind(Kind other) {
        return new Failure(service, other, status, code, detail, retryAfter, requestId, reach);
    }

    private static String line(String words, int longest) {
        String beginning = words.length() <= 2 * longest ? words : words.substring(0, 2 * longest);
        String line = NO_LINE.matcher(beginning).replaceAll(" ").strip();
        return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
    }

    @Override
    public String toString() {
        return "%s %s: %s%s: %s%s"
                .formatted(
                        service,
                        kind,
                        status == 0 ? "" : "HTTP " + status + " ",
                        code,
                        detail,
                        requestId.map(id -> " (request " + id + ")").orElse(""));
    }
}
