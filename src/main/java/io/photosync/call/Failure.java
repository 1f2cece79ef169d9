package io.photosync.call;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request to Microsoft without a usable answer: what is needed to classify it, report it and find it in Microsoft's
 * logs.
 *
 * <p>Codes and details come from outside; each becomes one line of bounded length, fit for logs and record headers.
 *
 * @param status the HTTP status, 0 when there was no answer
 * @param code Microsoft's own error code, or a short one of ours where there is none; never empty
 * @param detail one line for operators; holds no token, no photo and no payload
 * @param retryAfter the answer's {@code Retry-After}
 * @param requestId Microsoft's id of the request
 * @param reach whom it affects, as far as the answer itself says so
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
    /** Microsoft's longest, a number and a full type name, have about 100. */
    private static final int LONGEST_CODE = 160;

    private static final int LONGEST_DETAIL = 480;
    private static final int LONGEST_ID = 100;

    public Failure {
        code = line(code, LONGEST_CODE);
        code = code.isEmpty() ? "http-" + status : code;
        detail = line(detail, LONGEST_DETAIL);
        requestId = requestId.map(id -> line(id, LONGEST_ID)).filter(id -> !id.isEmpty());
    }

    /** A failure that an answer reports; it leaves open whom it affects, as most do. */
    public static Failure of(MicrosoftService service, Kind kind, int status, String code, String detail) {
        return new Failure(service, kind, status, code, detail, Optional.empty(), Optional.empty(), Reach.UNCLEAR);
    }

    /** A failure that no answer reports: no status, no request id, no time to retry at. */
    public static Failure withoutAnswer(MicrosoftService service, Kind kind, String code, String detail) {
        return of(service, kind, 0, code, detail);
    }

    /** An answer that is a success by its status, but cannot be used. */
    public static Failure unreadable(MicrosoftService service, String code, String detail) {
        return withoutAnswer(service, Kind.UNREADABLE, code, detail);
    }

    /** What a failure means for the caller. */
    public enum Kind {
        /**
         * 429, 503 with {@code Retry-After}, or no permit before the deadline. A caller sees it only when no repetition
         * fits before its deadline.
         */
        THROTTLED,
        /** The same for this user only, while others are answered. */
        USER_THROTTLED,
        /** 5xx. */
        SERVER_ERROR,
        /** Refused connection, time limit, broken TLS. */
        UNREACHABLE,
        /** 401, or no token could be obtained. */
        UNAUTHORIZED,
        /** 403: a permission is missing, or access to this one user is denied. */
        FORBIDDEN,
        /** Another 4xx, or an error inside a 200: the same request will fail again. */
        REFUSED,
        /** An answer that could not be parsed. */
        UNREADABLE;

        /**
         * What the status of an unsuccessful answer means at every service; each knows more of some of its own.
         *
         * @param pause as the answer asked for
         */
        public static Kind of(int status, Optional<Duration> pause) {
            if (status == 429 || status == 503 && pause.isPresent()) {
                return THROTTLED;
            }
            if (status >= 500) {
                return SERVER_ERROR;
            }
            return switch (status) {
                case 401 -> UNAUTHORIZED;
                case 403 -> FORBIDDEN;
                // A redirect leads to a sign-in page.
                default -> status >= 400 ? REFUSED : UNREADABLE;
            };
        }
    }

    /** Whom a failure affects, where its code says so. */
    public enum Reach {
        /** Decided by the probe, or by many such failures in a row. */
        UNCLEAR,
        /** A tenant-wide setting, permission or limit: every user's request meets it. */
        ALL_USERS,
        /** This user's photo or profile, however many other users have the same problem. */
        ONE_USER
    }

    /** The same failure with the pause that the answer asked for. */
    public Failure askingFor(Optional<Duration> pause) {
        return new Failure(service, kind, status, code, detail, pause, requestId, reach);
    }

    /** The same failure with Microsoft's id of the request. */
    public Failure withRequestId(Optional<String> id) {
        return new Failure(service, kind, status, code, detail, retryAfter, id, reach);
    }

    /** A throttle that concerns this request's user alone, for that long. */
    public Failure throttlingOneUser(Duration pause) {
        return ofKind(Kind.USER_THROTTLED).askingFor(Optional.of(pause)).affecting(Reach.ONE_USER);
    }

    public Failure affecting(Reach known) {
        return new Failure(service, kind, status, code, detail, retryAfter, requestId, known);
    }

    /** The same failure with another code and detail. */
    public Failure saying(String otherCode, String otherDetail) {
        return new Failure(service, kind, status, otherCode, otherDetail, retryAfter, requestId, reach);
    }

    public Failure ofKind(Kind other) {
        return new Failure(service, other, status, code, detail, retryAfter, requestId, reach);
    }

    public boolean isNotFound() {
        return status == 404;
    }

    /** Words from outside as one line of at most that many characters. */
    public static String line(String words, int longest) {
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
