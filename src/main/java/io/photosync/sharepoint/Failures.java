package io.photosync.sharepoint;

import io.photosync.budget.Failure;
import io.photosync.budget.Failure.Kind;
import io.photosync.budget.MicrosoftService;
import io.photosync.identity.TokenRefused;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What an answer that is no success means. Pure. */
final class Failures {
    /** Time-outs, locks and save conflicts pass: 408, 409 and 423 are like a 5xx, not like other 4xx. */
    private static final Set<Integer> PASSING = Set.of(408, 409, 423);

    /** A 401 whose text is about a 429 (OneDrive/onedrive-api-docs#799). */
    private static final Pattern THROTTLE_IN_TEXT =
            Pattern.compile("\\b429\\b|too many requests|throttled", Pattern.CASE_INSENSITIVE);

    private Failures() {}

    /** @param retryAfter what the answer's header of that name said */
    static Failure of(Answer answer, Optional<Duration> retryAfter) {
        ServiceError error = ServiceError.in(answer);
        Optional<String> known = ProfileRefusal.in(error);
        Kind kind = known.isPresent() ? Kind.REFUSED : kind(answer, error, retryAfter);
        return of(kind, answer, known.orElse(error.code()), error.message(), retryAfter);
    }

    /** An error that CSOM reports inside a 200. Unknown ones may pass, and so are asked again. */
    static Failure inSuccess(Answer answer, ServiceError error) {
        Optional<String> known = ProfileRefusal.in(error);
        Kind kind = known.isPresent() ? Kind.REFUSED : kindOfType(error.code());
        return of(kind, answer, known.orElse(error.code()), error.message(), Optional.empty());
    }

    /** No token to be had: Entra's failure, not SharePoint's. */
    static Failure of(TokenRefused refused) {
        Kind kind = refused.unreachable() ? Kind.UNREACHABLE : kindOfRefusal(refused);
        return new Failure(
                MicrosoftService.ENTRA,
                kind,
                refused.status(),
                refused.code(),
                refused.getMessage(),
                refused.retryAfter(),
                Optional.empty());
    }

    private static Kind kindOfRefusal(TokenRefused refused) {
        int status = refused.status();
        if (status == 429 || status == 503 && refused.retryAfter().isPresent()) {
            return Kind.THROTTLED;
        }
        return status >= 500 ? Kind.SERVER_ERROR : Kind.UNAUTHORIZED;
    }

    private static Kind kindOfType(String exception) {
        if (exception.contains("UnauthorizedAccessException")) {
            return Kind.FORBIDDEN;
        }
        return exception.contains("ArgumentException") ? Kind.REFUSED : Kind.SERVER_ERROR;
    }

    static Failure of(Kind kind, Answer answer, String code, String detail, Optional<Duration> retryAfter) {
        return new Failure(
                MicrosoftService.SHAREPOINT, kind, answer.status(), code, detail, retryAfter, answer.requestId());
    }

    static Failure withoutAnswer(String code, String detail) {
        return new Failure(
                MicrosoftService.SHAREPOINT, Kind.UNREACHABLE, 0, code, detail, Optional.empty(), Optional.empty());
    }

    private static Kind kind(Answer answer, ServiceError error, Optional<Duration> retryAfter) {
        int status = answer.status();
        if (status == 429 || status == 503 && retryAfter.isPresent() || status == 401 && saysThrottled(error)) {
            return Kind.THROTTLED;
        }
        if (status >= 500 || PASSING.contains(status)) {
            return Kind.SERVER_ERROR;
        }
        return switch (status) {
            case 401 -> Kind.UNAUTHORIZED;
            case 403 -> Kind.FORBIDDEN;
            // A redirect leads to a sign-in page.
            default -> status >= 400 ? Kind.REFUSED : Kind.UNREADABLE;
        };
    }

    private static boolean saysThrottled(ServiceError error) {
        return THROTTLE_IN_TEXT.matcher(error.code() + " " + error.message()).find();
    }
}
