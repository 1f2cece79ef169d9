package io.photosync.sharepoint;

import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftService;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Classifies answers that are no success. Pure. */
final class SharePointFailures {
    /** Time-outs, locks and save conflicts are transient: 408, 409 and 423 count as a 5xx, not as other 4xx. */
    private static final Set<Integer> PASSING = Set.of(408, 409, 423);

    /**
     * A 401 whose text is about a 429 (OneDrive/onedrive-api-docs#799), in whatever language: the number is the same in
     * all of them.
     */
    private static final Pattern THROTTLE_IN_TEXT =
            Pattern.compile("\\b429\\b|too many requests|throttled", Pattern.CASE_INSENSITIVE);

    /** E_ACCESSDENIED. */
    private static final int ACCESS_DENIED = -2147024891;
    /** E_INVALIDARG. */
    private static final int BAD_ARGUMENT = -2147024809;
    /** The request exceeds the list view threshold of 5,000 items, for every caller. */
    private static final int QUERY_THROTTLED = -2147024860;

    private static final int OK = 200;

    private SharePointFailures() {}

    /** @param retryAfter the answer's header of that name */
    static Failure of(SharePointResponse sharePointResponse, Optional<Duration> retryAfter) {
        ServiceError error = ServiceError.in(sharePointResponse);
        Optional<String> known = ProfileRefusal.in(error);
        Kind kind = known.isPresent() ? Kind.REFUSED : kind(sharePointResponse, error, retryAfter);
        Failure failure = of(kind, sharePointResponse, known.orElse(error.code()), error.message(), retryAfter);
        return failure.affecting(reach(known, error));
    }

    /** An error that CSOM reports inside a 200. Unknown ones may be transient, and are retried. */
    static Failure inSuccess(SharePointResponse sharePointResponse, ServiceError error) {
        Optional<String> known = ProfileRefusal.in(error);
        Kind kind = known.isPresent() ? Kind.REFUSED : kindOf(error);
        Failure failure = of(kind, sharePointResponse, known.orElse(error.code()), error.message(), Optional.empty());
        return failure.affecting(reach(known, error));
    }

    /** Properties and limits are the tenant's; a profile is its owner's. */
    private static Failure.Reach reach(Optional<String> known, ServiceError error) {
        if (error.number().isPresent() && error.number().getAsInt() == QUERY_THROTTLED) {
            return Failure.Reach.ALL_USERS;
        }
        return known.map(ProfileRefusal::reach).orElse(Failure.Reach.UNCLEAR);
    }

    static boolean isQueryThrottled(Failure failure) {
        return failure.code().startsWith(Integer.toString(QUERY_THROTTLED));
    }

    /** The host has moved, or wants a sign-in; the target is reported without its query, which may hold secrets. */
    static Failure redirected(SharePointResponse sharePointResponse, String host) {
        String to = sharePointResponse
                .header("Location")
                .map(SharePointFailures::withoutPath)
                .orElse("nowhere");
        String detail =
                "%s redirects to %s: the host moved to %s, or a sign-in is asked for there".formatted(host, to, to);
        return of(Kind.UNREADABLE, sharePointResponse, "redirected", detail, Optional.empty());
    }

    private static String withoutPath(String location) {
        try {
            URI uri = new URI(location);
            return uri.getHost() == null ? "another path of its own" : uri.getScheme() + "://" + uri.getAuthority();
        } catch (URISyntaxException e) {
            return "what is no URL";
        }
    }

    private static Kind kindOf(ServiceError error) {
        int number = error.number().orElse(0);
        if (number == ACCESS_DENIED || error.code().contains("UnauthorizedAccessException")) {
            return Kind.FORBIDDEN;
        }
        boolean argument = number == BAD_ARGUMENT || error.code().contains("ArgumentException");
        return argument ? Kind.REFUSED : Kind.SERVER_ERROR;
    }

    static Failure of(
            Kind kind,
            SharePointResponse sharePointResponse,
            String code,
            String detail,
            Optional<Duration> retryAfter) {
        return Failure.of(MicrosoftService.SHAREPOINT, kind, sharePointResponse.status(), code, detail)
                .askingFor(retryAfter)
                .withRequestId(sharePointResponse.requestId());
    }

    static Failure withoutAnswer(String code, String detail) {
        return Failure.withoutAnswer(MicrosoftService.SHAREPOINT, Kind.UNREACHABLE, code, detail);
    }

    /** A success by its status whose body is not what was asked for. */
    static Failure unreadable(String code, String detail) {
        return Failure.of(MicrosoftService.SHAREPOINT, Kind.UNREADABLE, OK, code, detail);
    }

    private static Kind kind(SharePointResponse sharePointResponse, ServiceError error, Optional<Duration> retryAfter) {
        int status = sharePointResponse.status();
        if (status == 401 && (retryAfter.isPresent() || saysThrottled(error))) {
            return Kind.THROTTLED;
        }
        return PASSING.contains(status) ? Kind.SERVER_ERROR : Kind.of(status, retryAfter);
    }

    private static boolean saysThrottled(ServiceError error) {
        return THROTTLE_IN_TEXT.matcher(error.code() + " " + error.message()).find();
    }
}
