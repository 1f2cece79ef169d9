package io.photosync.sync;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RosterEntry;
import io.photosync.graph.DirectoryUser;
import io.photosync.graph.Users;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.sharepoint.ProfileRefusal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Under which name SharePoint knows a user. Users are renamed, and a name may pass to another user: an event's name is
 * used if it was read recently or if the roster has it too; otherwise it is read from Graph.
 */
@Singleton
final class UserNameResolver {
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final Ledger ledger;
    private final Users users;

    UserNameResolver(Ledger ledger, Users users) {
        this.ledger = ledger;
        this.users = users;
    }

    /** An operation on the profile of that name; empty if there is no such profile. */
    @FunctionalInterface
    interface ProfileOperation {
        Optional<Outcome> apply(String userPrincipalName)
                throws MicrosoftCallException, InterruptedException, WriteFailedException;
    }

    /**
     * Applies the operation under the known name; if the user has no profile of that name, under the directory's and
     * then under the previous one: SharePoint learns a new name hours later.
     */
    Optional<Outcome> underEachName(Attempt attempt, ProfileOperation operation)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        String known = known(attempt);
        try {
            Optional<Outcome> done = operation.apply(known);
            return done.isPresent() ? done : underOthers(known, attempt, operation);
        } catch (MicrosoftCallException e) {
            if (!ProfileRefusal.PROFILE_NOT_FOUND.equals(e.failure().code())) {
                throw e;
            }
            return Optional.of(underOthers(known, attempt, operation).orElseThrow(() -> e));
        }
    }

    private Optional<Outcome> underOthers(String known, Attempt attempt, ProfileOperation operation)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        String user = attempt.task().userId();
        Set<String> others =
                new LinkedHashSet<>(read(user, attempt.callContext()).stream().toList());
        ledger.of(user).roster().map(RosterEntry::formerNames).stream()
                .filter(names -> !names.isEmpty())
                .forEach(names -> others.add(names.getLast().userPrincipalName()));
        others.removeIf(known::equalsIgnoreCase);
        for (String name : others) {
            Optional<Outcome> done = operation.apply(name);
            if (done.isPresent()) {
                return done;
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the directory said recently that the user has that name. Changes from notifications are detected under
     * the directory's name, all others under the roster's, which may be hours old: then it costs one request to Graph.
     */
    boolean isFresh(String userPrincipalName, Attempt attempt) throws MicrosoftCallException, InterruptedException {
        Data event = attempt.task().event().data();
        boolean recentlyRead = event.cause() == Cause.NOTIFICATION
                && justRead(attempt)
                && userPrincipalName.equalsIgnoreCase(event.userPrincipalName());
        return recentlyRead || isNow(userPrincipalName, attempt);
    }

    /** Whether the directory says now that the user has that name. One request to Graph. */
    boolean isNow(String userPrincipalName, Attempt attempt) throws MicrosoftCallException, InterruptedException {
        return read(attempt.task().userId(), attempt.callContext())
                .filter(userPrincipalName::equalsIgnoreCase)
                .isPresent();
    }

    /** Usually without a request. */
    private String known(Attempt attempt) throws MicrosoftCallException, InterruptedException {
        Task task = attempt.task();
        String eventName = task.event().data().userPrincipalName();
        Optional<String> listed = ledger.of(task.userId()).roster().map(RosterEntry::userPrincipalName);
        boolean usable = listed.isPresent() ? listed.get().equalsIgnoreCase(eventName) : justRead(attempt);
        return usable ? eventName : read(task.userId(), attempt.callContext()).orElse(eventName);
    }

    /** Not so for a replay: it repeats the name of an event that failed long ago. */
    private static boolean justRead(Attempt attempt) {
        Task task = attempt.task();
        return task.failedBefore() == 0
                && task.event().data().cause() != Cause.REPLAY
                && task.event().data().detectedAt().plus(RECENT).isAfter(attempt.startedAt());
    }

    private Optional<String> read(String userId, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        return users.find(userId, callContext).map(DirectoryUser::userPrincipalName);
    }
}
