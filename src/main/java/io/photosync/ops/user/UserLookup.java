package io.photosync.ops.user;

import io.photosync.call.MicrosoftCallException;
import io.photosync.event.Guid;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.ledger.Ledger;
import io.photosync.ops.ApiException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.user.UserDirectory.UserRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the user that an operator names: in the ledger if possible, else in the directory. */
@ApplicationScoped
public class UserLookup {
    private final ReadyLedger ledger;
    private final UserDirectory userDirectory;

    UserLookup(ReadyLedger ledger, UserDirectory userDirectory) {
        this.ledger = ledger;
        this.userDirectory = userDirectory;
    }

    /**
     * A user principal name may have passed from a leaver, whom the roster keeps for a month, to somebody else: the one
     * who has it now is found, whom the roster may not list yet.
     *
     * @throws ApiException 404 when neither knows the user
     */
    public UserRef find(String idOrUpn) throws MicrosoftCallException, InterruptedException {
        Ledger known = ledger.get();
        Optional<UserRef> listed = byId(known, idOrUpn).or(() -> current(known.roster(), idOrUpn));
        Optional<UserRef> found = listed.isPresent() ? listed : inDirectory(idOrUpn);
        return found.or(() -> leaver(known.roster(), idOrUpn))
                .orElseThrow(
                        () -> ApiException.notFound("no such user in this tenant: " + ApiException.shown(idOrUpn)));
    }

    /**
     * The id of a user. An object id needs no lookup: the journal may hold users whom neither the ledger nor the
     * directory knows any more.
     *
     * @throws ApiException 404 when it is a name that neither knows
     */
    public String id(String idOrUpn) throws MicrosoftCallException, InterruptedException {
        String id = idOrUpn.toLowerCase(Locale.ROOT);
        return Guid.is(id) ? id : find(idOrUpn).id();
    }

    private static Optional<UserRef> byId(Ledger ledger, String idOrUpn) {
        String id = idOrUpn.toLowerCase(Locale.ROOT);
        return UserEvents.userPrincipalName(ledger.of(id)).map(name -> new UserRef(id, name));
    }

    /** The user who has that name now, as far as the roster knows; the first by id, should it list two. */
    static Optional<UserRef> current(Map<String, RosterEntry> roster, String userPrincipalName) {
        return named(roster, userPrincipalName, entry -> entry.goneSince().isEmpty());
    }

    /** A user who had that name, and whom the directory knows no more. */
    static Optional<UserRef> leaver(Map<String, RosterEntry> roster, String userPrincipalName) {
        return named(roster, userPrincipalName, entry -> entry.goneSince().isPresent());
    }

    private static Optional<UserRef> named(
            Map<String, RosterEntry> roster, String userPrincipalName, Predicate<RosterEntry> which) {
        return roster.entrySet().stream()
                .filter(user -> user.getValue().userPrincipalName().equalsIgnoreCase(userPrincipalName))
                .filter(user -> which.test(user.getValue()))
                .min(Map.Entry.comparingByKey())
                .map(user -> new UserRef(user.getKey(), user.getValue().userPrincipalName()));
    }

    /** Anything else would be another of Graph's paths below the users, such as that of their changes. */
    private Optional<UserRef> inDirectory(String idOrUpn) throws MicrosoftCallException, InterruptedException {
        boolean mayBeOne = Guid.is(idOrUpn) || idOrUpn.contains("@") && idOrUpn.length() <= PhotoEvent.LONGEST_NAME;
        return mayBeOne ? userDirectory.find(idOrUpn) : Optional.empty();
    }
}
