package io.photosync.sync;

import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.DirectoryUser;
import io.photosync.exchange.Users;
import io.photosync.ledger.Ledger;
import io.photosync.sharepoint.ProfileRefusal;
import java.time.Duration;
import java.util.Optional;

/**
 * Under which name SharePoint knows a user. People are renamed, and a name may become somebody else's: an event's name is good when
 * it was read a moment ago or when the roster has it too; otherwise Graph is asked.
 */
final class CurrentName {
    private static final Duration A_MOMENT = Duration.ofMinutes(10);

    private final Ledger ledger;
    private final Users users;

    CurrentName(Ledger ledger, Users users) {
        this.ledger = ledger;
        this.users = users;
    }

    /** What is done to the profile of a name; nothing where there is none. */
    @FunctionalInterface
    interface Work {
        Optional<Outcome> with(String userPrincipalName) throws CallFailed, InterruptedException, NotWritten;
    }

    /** Does the work under the name that is known, and once more under the directory's where that name has no profile. */
    Optional<Outcome> under(Attempt attempt, Work work) throws CallFailed, InterruptedException, NotWritten {
        String known = known(attempt);
        try {
            Optional<Outcome> done = work.with(known);
            if (done.isPresent()) {
                return done;
            }
        } catch (CallFailed e) {
            Optional<String> other =
                    ProfileRefusal.PROFILE_NOT_FOUND.equals(e.failure().code())
                            ? insteadOf(known, attempt)
                            : Optional.empty();
            return work.with(other.orElseThrow(() -> e));
        }
        Optional<String> other = insteadOf(known, attempt);
        return other.isPresent() ? work.with(other.get()) : Optional.empty();
    }

    /** Mostly without a request. */
    private String known(Attempt attempt) throws CallFailed, InterruptedException {
        Task task = attempt.task();
        String seen = task.event().data().userPrincipalName();
        Optional<String> listed = ledger.of(task.userId()).roster().map(RosterEntry::userPrincipalName);
        boolean good = listed.isPresent() ? listed.get().equalsIgnoreCase(seen) : justRead(attempt);
        return good ? seen : ask(task.userId(), attempt.ask()).orElse(seen);
    }

    private Optional<String> insteadOf(String name, Attempt attempt) throws CallFailed, InterruptedException {
        return ask(attempt.task().userId(), attempt.ask()).filter(current -> !current.equalsIgnoreCase(name));
    }

    /** A replay repeats the name of an event that failed long ago. */
    private static boolean justRead(Attempt attempt) {
        Task task = attempt.task();
        return task.failedBefore() == 0
                && task.event().data().cause() != Cause.REPLAY
                && task.event().data().detectedAt().plus(A_MOMENT).isAfter(attempt.startedAt());
    }

    private Optional<String> ask(String userId, Ask ask) throws CallFailed, InterruptedException {
        return OnceMore.ask(() -> users.find(userId, ask)).map(DirectoryUser::userPrincipalName);
    }
}
