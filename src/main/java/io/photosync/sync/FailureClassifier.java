package io.photosync.sync;

import io.photosync.breaker.Activity;
import io.photosync.breaker.Breakers;
import io.photosync.breaker.FailureScope;
import io.photosync.breaker.Subject;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftService;
import io.photosync.event.FailureCode;
import io.photosync.event.SkipReason;
import io.photosync.sharepoint.ProfileRefusal;
import io.photosync.sync.Outcome.Evidence;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Turns a failed call into an outcome. The breakers, which learn of successes too, decide whether it concerns one user
 * or all.
 */
@Singleton
final class FailureClassifier {
    private final Breakers breakers;

    FailureClassifier(Breakers breakers) {
        this.breakers = breakers;
    }

    /** May call the service's probe. */
    Outcome classify(Failure failure, Attempt attempt) throws InterruptedException {
        if (failure.service() == MicrosoftService.SHAREPOINT) {
            photoWasRead(attempt);
        }
        Activity activity = failure.service() == MicrosoftService.SHAREPOINT
                        && attempt.task().event().removal()
                ? Activity.TAKE_DOWN
                : Activity.SHOW;
        return outcome(breakers.classify(failure, new Subject(attempt.task().userId(), activity)));
    }

    /**
     * Classifies SharePoint's refusal to delete files of a removed photo. May call the service's probe. A retention
     * policy refuses for everyone while all else works, so many refusals in a row are not an outage here, unless the
     * service is known to have one.
     *
     * @return the same, or the deferral where the service fails for all users
     */
    Outcome classify(Outcome.FilesKept kept) throws InterruptedException {
        return breakers.classify(kept.refusal()) instanceof FailureScope.Outage outage
                ? new Outcome.Deferred(outage.service(), outage.message())
                : kept;
    }

    /** The attempt met no failure. */
    void succeeded(Attempt attempt, Outcome outcome) {
        switch (outcome) {
            case Outcome.Synced synced -> wrote(attempt, Activity.SHOW);
            case Outcome.Removed removed -> {
                if (removed.wrote()) {
                    wrote(attempt, Activity.TAKE_DOWN);
                } else {
                    photoWasRead(attempt);
                }
            }
            // The profile was written.
            case Outcome.FilesKept kept -> wrote(attempt, Activity.TAKE_DOWN);
            case Outcome.Skipped(SkipReason reason) -> {
                switch (reason) {
                    // Graph was not called.
                    case GUEST, OUT_OF_SCOPE, STALE_PICTURE -> {}
                    case NO_MAILBOX, USER_GONE, OBSERVE_ONLY, NO_PHOTO, MASS_CHANGE_HELD -> photoWasRead(attempt);
                }
            }
            case Outcome.Unchanged unchanged -> photoWasRead(attempt);
            case Outcome.Unconfirmed unconfirmed -> photoWasRead(attempt);
            case Outcome.Held held -> photoWasRead(attempt);
            // A bad image, or no profile yet.
            case Outcome.Retry retry -> photoWasRead(attempt);
            case Outcome.Rejected rejected -> photoWasRead(attempt);
            case Outcome.Deferred deferred -> {}
        }
    }

    private void wrote(Attempt attempt, Activity activity) {
        photoWasRead(attempt);
        Subject subject = new Subject(attempt.task().userId(), activity);
        breakers.succeeded(MicrosoftService.SHAREPOINT, subject, attempt.startedAt());
        breakers.succeeded(MicrosoftService.ENTRA, reading(attempt), attempt.startedAt());
    }

    /** Whatever happened afterwards. */
    private void photoWasRead(Attempt attempt) {
        breakers.succeeded(MicrosoftService.GRAPH, reading(attempt), attempt.startedAt());
    }

    /** The photo is read for a removal as well. */
    private static Subject reading(Attempt attempt) {
        return new Subject(attempt.task().userId(), Activity.SHOW);
    }

    private static Outcome outcome(FailureScope failureScope) {
        return switch (failureScope) {
            case FailureScope.Throttled throttled -> new Outcome.Deferred(throttled.service(), "throttled");
            case FailureScope.Outage outage -> new Outcome.Deferred(outage.service(), outage.message());
            case FailureScope.UserRetry(Failure failure) ->
                new Outcome.Retry(code(failure), evidence(failure), failure.retryAfter());
            case FailureScope.UserRejected(Failure failure) -> rejected(failure);
        };
    }

    private static Outcome rejected(Failure failure) {
        FailureCode code = code(failure);
        // A new user's profile comes with the next profile import: minutes to hours.
        return code == FailureCode.PROFILE_MISSING
                ? new Outcome.Retry(code, evidence(failure), Optional.empty())
                : new Outcome.Rejected(code, evidence(failure));
    }

    private static FailureCode code(Failure failure) {
        return switch (failure.kind()) {
            case THROTTLED, SERVER_ERROR, UNREACHABLE -> failed(failure.service());
            case USER_THROTTLED -> FailureCode.MAILBOX_THROTTLED;
            case UNAUTHORIZED, FORBIDDEN -> refused(failure.service());
            case UNREADABLE -> FailureCode.ANSWER_UNREADABLE;
            case REFUSED ->
                switch (failure.code()) {
                    case ProfileRefusal.PROFILE_NOT_FOUND -> FailureCode.PROFILE_MISSING;
                    case ProfileRefusal.PROPERTY_NOT_EDITABLE -> FailureCode.PROPERTY_NOT_EDITABLE;
                    default -> refused(failure.service());
                };
        };
    }

    private static FailureCode failed(MicrosoftService service) {
        return switch (service) {
            case ENTRA -> FailureCode.TOKEN_REFUSED;
            case GRAPH -> FailureCode.GRAPH_FAILED;
            case SHAREPOINT -> FailureCode.SHAREPOINT_FAILED;
        };
    }

    private static FailureCode refused(MicrosoftService service) {
        return switch (service) {
            case ENTRA -> FailureCode.TOKEN_REFUSED;
            case GRAPH -> FailureCode.GRAPH_REFUSED;
            case SHAREPOINT -> FailureCode.SHAREPOINT_REFUSED;
        };
    }

    private static Evidence evidence(Failure failure) {
        return new Evidence(
                failure.code() + ": " + failure.detail(),
                failure.status() == 0 ? Optional.empty() : Optional.of(failure.status()),
                failure.requestId());
    }
}
