package io.photosync.sync;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RosterEntry;
import io.photosync.graph.DirectoryUser;
import io.photosync.graph.Users;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.sharepoint.ProfileRefusal;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Under which name SharePoint knows a user. People are renamed, and a name may become somebody else's: an event's name is good when
 * it was read a moment ago or when the roster has it too; otherwise Graph is asked.
 */
final class UserNameResolver {
    private static final Duration A_MOMENT = Duration.ofMinutes(10);

    private final Ledger ledger;
    private final Users users;

    UserNameResolver(Ledger ledger, Users users) {
        this.ledger = ledger;
        this.users = users;
    }

    /** What is done to the profile of a name; nothing where there is none. */
    @FunctionalInterface
    interface Work {
        Optional<Outcome> with(String userPrincipalName)
                throws MicrosoftCallException, InterruptedException, WriteFailedException;
    }

    /**
     * Does the work under the name that is known; where the user has no profile of that name, under the directory's, and under the
     * one that they had before: SharePoint learns of a new name hours later.
     */
    Optional<Outcome> under(Attempt attempt, Work work)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        String known = known(attempt);
        try {
            Optional<Outcome> done = work.with(known);
            return done.isPresent() ? done : underOthers(known, attempt, work);
        } catch (MicrosoftCallException e) {
            if (!ProfileRefusal.PROFILE_NOT_FOUND.equals(e.failure().code())) {
                throw e;
            }
            return Optional.of(underOthers(known, attempt, work).orElseThrow(() -> e));
        }
    }

    private Optional<Outcome> underOthers(String known, Attempt attempt, Work work)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        String user = attempt.task().userId();
        Set<String> others =
                new LinkedHashSet<>(ask(user, attempt.ask()).stream().toList());
        ledger.of(user).roster().map(RosterEntry::formerNames).stream()
                .filter(names -> !names.isEmpty())
                .forEach(names -> others.add(names.getLast().userPrincipalName()));
        others.removeIf(known::equalsIgnoreCase);
        for (String name : others) {
            Optional<Outcome> done = work.with(name);
            if (done.isPresent()) {
                return done;
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the directory itself said a moment ago that the user has that name. What a notification led to was detected under the
     * directory's name; all else under the roster's, which may be hours old: then the directory is asked, by one request.
     */
    boolean isFresh(String userPrincipalName, Attempt attempt) throws MicrosoftCallException, InterruptedException {
        Data event = attempt.task().event().data();
        boolean told = event.cause() == Cause.NOTIFICATION
                && justRead(attempt)
                && userPrincipalName.equalsIgnoreCase(event.userPrincipalName());
        return told || isNow(userPrincipalName, attempt);
    }

    /** Whether the directory says now that the user has that name. One request to Graph. */
    boolean isNow(String userPrincipalName, Attempt attempt) throws MicrosoftCallException, InterruptedException {
        return ask(attempt.task().userId(), attempt.ask())
                .filter(userPrincipalName::equalsIgnoreCase)
                .isPresent();
    }

    /** Mostly without a request. */
    private String known(Attempt attempt) throws MicrosoftCallException, InterruptedException {
        Task task = attempt.task();
        String seen = task.event().data().userPrincipalName();
        Optional<String> listed = ledger.of(task.userId()).roster().map(RosterEntry::userPrincipalName);
        boolean good = listed.isPresent() ? listed.get().equalsIgnoreCase(seen) : justRead(attempt);
        return good ? seen : ask(task.userId(), attempt.ask()).orElse(seen);
    }

    /** A replay repeats the name of an event that failed long ago. */
    private static boolean justRead(Attempt attempt) {
        Task task = attempt.task();
        return task.failedBefore() == 0
                && task.event().data().cause() != Cause.REPLAY
                && task.event().data().detectedAt().plus(A_MOMENT).isAfter(attempt.startedAt());
    }

    private Optional<String> ask(String userId, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        return RepeatOnce.ask(() -> users.find(userId, callContext)).map(DirectoryUser::userPrincipalName);
    }
}
