package io.photosync.sync;

import io.photosync.call.Failure;
import io.photosync.call.MicrosoftService;
import io.photosync.event.FailureCode;
import io.photosync.event.SkipReason;
import io.photosync.event.WrittenFiles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The result of one attempt. */
public sealed interface Outcome {

    /** Its name in metrics, which dashboards ask for: it stays, whatever becomes of the class's. */
    default String label() {
        return switch (this) {
            case Synced _ -> "synced";
            case Unchanged _ -> "unchanged";
            case Removed _ -> "removed";
            case FilesKept _ -> "fileskept";
            case Skipped _ -> "skipped";
            case Held _ -> "held";
            case Retry _ -> "retry";
            case Unconfirmed _ -> "unconfirmed";
            case Rejected _ -> "rejected";
            case Deferred _ -> "outage";
        };
    }

    /** Settles the user: nothing is left to do until the next event. */
    sealed interface Settled extends Outcome {}

    /** SharePoint shows the photo with this hash, in the files of this base name, by the profile of this name. */
    record Synced(String sha256, String fileBaseName, WrittenFiles files, String profile) implements Settled {}

    /**
     * SharePoint showed it already, in the files that were written then. SharePoint was not called.
     *
     * @param profile as it was known then, if that is certain still
     */
    record Unchanged(String sha256, String fileBaseName, Optional<WrittenFiles> files, Optional<String> profile)
            implements Settled {}

    /**
     * SharePoint shows no photo any more, and no file of the user is left.
     *
     * @param wrote whether this attempt called SharePoint for it
     */
    record Removed(Optional<String> fileBaseName, boolean wrote) implements Settled {
        /** This attempt took it down. */
        static Removed now(Optional<String> fileBaseName) {
            return new Removed(fileBaseName, true);
        }

        /** An earlier attempt had: SharePoint was not called. */
        static Removed before(Optional<String> fileBaseName) {
            return new Removed(fileBaseName, false);
        }
    }

    /**
     * SharePoint shows no photo any more, but refuses to delete files, for example because of a retention policy. They
     * are shown to no user, so this is not a failure; the deletion is retried at long intervals.
     *
     * @param files their names
     * @param refusal SharePoint's answer to the last of them
     */
    record FilesKept(String fileBaseName, List<String> files, Failure refusal) implements Settled {}

    /** There is nothing to do for this user, and that is not an error. */
    record Skipped(SkipReason reason) implements Settled {}

    /** Too many users got the same bytes: nothing was written, and an operator decides about the photo. */
    record Held(String sha256) implements Settled {}

    /** The event is retried, not earlier than {@code notBefore} from now where that is given. */
    record Retry(FailureCode code, Evidence evidence, Optional<Duration> notBefore) implements Outcome {}

    /** The confirmation of a removal is too old: it is confirmed again before anything is taken down. */
    record Unconfirmed(String detail) implements Outcome {}

    /** No retry can help. */
    record Rejected(FailureCode code, Evidence evidence) implements Outcome {}

    /** The service fails or throttles for all users. No attempt is counted, the event waits. */
    record Deferred(MicrosoftService service, String detail) implements Outcome {}

    /**
     * What is known of a failure.
     *
     * @param detail one line for operators
     * @param httpStatus of the response, where there was one
     * @param requestId Microsoft's id of the request
     */
    record Evidence(String detail, Optional<Integer> httpStatus, Optional<String> requestId) {
        static Evidence of(String detail) {
            return new Evidence(detail, Optional.empty(), Optional.empty());
        }
    }
}
