package io.photosync.sync;

import io.photosync.call.Failure;
import io.photosync.call.MicrosoftService;
import io.photosync.event.FailureCode;
import io.photosync.event.WrittenFiles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How an attempt on one user ended. */
public sealed interface Outcome {

    /** An end that settles the user: nothing is left to do until the next event. */
    sealed interface Settled extends Outcome {}

    /** SharePoint shows the photo with this hash, in the files of this base name. */
    record Synced(String sha256, String fileBaseName, WrittenFiles files) implements Settled {}

    /** SharePoint showed it already, in the files that were written then; nothing was asked of SharePoint. */
    record Unchanged(String sha256, String fileBaseName, Optional<WrittenFiles> files) implements Settled {}

    /** SharePoint shows no photo any more, and no file of the user's is left. */
    record Removed(Optional<String> fileBaseName) implements Settled {}

    /**
     * SharePoint shows no photo any more, but does not let go of files: a retention policy holds them, for one. Nobody is shown
     * them, so this is no failure; they are tried again slowly.
     *
     * @param files their names
     * @param refusal SharePoint's word
     */
    record FilesKept(String fileBaseName, List<String> files, Failure refusal) implements Settled {}

    /** There was nothing to do for this user, and that is no error. */
    record Skipped(Reason reason) implements Settled {}

    /** Too many users got these bytes: nothing was written, and the user waits for an operator's decision about the photo. */
    record Held(String sha256) implements Settled {}

    /** The event is tried again, not before {@code notBefore} from now where that is given. */
    record Retry(FailureCode code, Evidence evidence, Optional<Duration> notBefore) implements Outcome {}

    /** A removal whose two answers are too old to be believed: it is confirmed again, after some time, before anything is taken down. */
    record Unconfirmed(String detail) implements Outcome {}

    /** No retry can help. */
    record Rejected(FailureCode code, Evidence evidence) implements Outcome {}

    /** Not the event's fault: the service fails or throttles for everyone. No attempt is counted, the event waits. */
    record Outage(MicrosoftService service, String detail) implements Outcome {}

    /** Why there was nothing to do. */
    enum Reason {
        NO_MAILBOX,
        GUEST,
        OUT_OF_SCOPE,
        USER_GONE,
        OBSERVE_ONLY,
        NO_PHOTO
    }

    /**
     * What a failure left behind.
     *
     * @param detail one line for people
     * @param httpStatus of the answer, where there was one
     * @param requestId Microsoft's id of the request
     */
    record Evidence(String detail, Optional<Integer> httpStatus, Optional<String> requestId) {
        static Evidence of(String detail) {
            return new Evidence(detail, Optional.empty(), Optional.empty());
        }
    }
}
